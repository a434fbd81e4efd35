# sinoru with the extras for pages and PostgreSQL; docs/installation.md says how to use it.
FROM python:3.13-slim AS build
ARG EXTRAS=web,push
WORKDIR /source
COPY . .
RUN python -m venv /opt/sinoru \
 && /opt/sinoru/bin/pip install --no-cache-dir --disable-pip-version-check ".[${EXTRAS}]" \
 && /opt/sinoru/bin/pip uninstall --yes --quiet pip

FROM python:3.13-slim
COPY --from=build /opt/sinoru /opt/sinoru
# The index of a corpus is kept here; any user may run the image, as the one who owns the mounted files.
RUN useradd --uid 10001 --create-home sinoru \
 && install --directory --mode=1777 /var/cache/sinoru
ENV PATH=/opt/sinoru/bin:$PATH \
    SINORU_CACHE=/var/cache/sinoru \
    PYTHONDONTWRITEBYTECODE=1 \
    LANG=C.UTF-8
USER 10001
WORKDIR /corpus
ENTRYPOINT ["sinoru"]
CMD ["timeline"]
