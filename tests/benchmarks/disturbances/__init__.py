"""Disturbances of pages whose truth is known: what a careful person would read as well."""
