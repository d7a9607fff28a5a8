# Podium as an image: Python packages alone, no compiler, no Node, and no root.
FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/podium
ENV PATH=/opt/podium/bin:$PATH
WORKDIR /srv/podium
COPY requirements/run.txt requirements/run.txt
RUN pip install --require-hashes --only-binary :all: -r requirements/run.txt
COPY . .
# A key for this step alone: it is not kept in the image.
RUN pip install --no-build-isolation --no-deps -e . \
    && python manage.py compile_translations \
    && PODIUM_PRODUCTION=1 PODIUM_SECRET_KEY=only-to-gather-static-files PODIUM_VAR=/tmp/podium PODIUM_STATIC=/srv/static \
       python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf var

FROM python:3.13-slim

RUN useradd --system --uid 10001 --home-dir /var/lib/podium --create-home podium
COPY --from=build /opt/podium /opt/podium
COPY --from=build /srv /srv
ENV PATH=/opt/podium/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PODIUM_PRODUCTION=1 PODIUM_VAR=/var/lib/podium PODIUM_STATIC=/srv/static
WORKDIR /srv/podium
USER podium
VOLUME /var/lib/podium
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "deploy/healthcheck.py"]
# Daphne ends politely on SIGTERM: sockets are told to come back.
STOPSIGNAL SIGTERM
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0", "--port", "8000"]
