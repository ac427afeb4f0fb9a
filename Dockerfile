ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv /venv
COPY requirements.lock ./
RUN /venv/bin/pip install --require-hashes --requirement requirements.lock
COPY manage.py ./
COPY archive archive/
COPY articles articles/
COPY comments comments/
COPY templates templates/
COPY locale locale/
COPY static static/
# The data folder of this step, with the key made in it, does not reach the image.
RUN ARCHIVE_DATA_DIR=/tmp/build /venv/bin/python manage.py collectstatic --no-input \
    && /venv/bin/python -m compileall -q archive articles comments

FROM python:${PYTHON}-slim
RUN groupadd --gid 10001 archive \
    && useradd --uid 10001 --gid archive --no-create-home --home-dir /nonexistent archive \
    && install -d -o archive -g archive /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ARCHIVE_BIND=0.0.0.0:8000 \
    ARCHIVE_DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s --retries=3 \
    CMD ["python", "-m", "archive.healthcheck"]
CMD ["gunicorn", "--config", "archive/gunicorn.py", "--access-logfile", "-"]
