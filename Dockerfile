# The dashboard and its data commands in one image. Nothing is fetched once it runs.
#
#     docker build -t cap-ala .            # then: docker compose up
#
# The base is named without a registry: the machine's own settings say which one, or which mirror.
FROM python:3.13-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/cap-ala
COPY requirements.txt .
RUN /opt/cap-ala/bin/python -m pip install --require-hashes -r requirements.txt

FROM python:3.13-slim
# Told its address, Streamlit does not ask the internet for it when it starts.
ENV PATH=/opt/cap-ala/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CAP_ALA_DATA=/data \
    STREAMLIT_BROWSER_SERVER_ADDRESS=localhost
# A number, so that a platform which refuses root can see that it is not.
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin cap-ala \
    && install -d -o 10001 -g 10001 /data
COPY --from=packages /opt/cap-ala /opt/cap-ala
WORKDIR /srv/cap-ala
COPY .streamlit/config.toml .streamlit/
COPY app.py ./
COPY pages pages
COPY dashboard dashboard
COPY queries queries
COPY static static
COPY etl etl
COPY data/raw/snapshot data/raw/snapshot
RUN python -m compileall -q -j 0 app.py pages dashboard etl
USER 10001
# The snapshot, built: what is shown until a volume or a store brings more. A volume has no copy of
# it: it would hide that of the next image.
RUN python -m etl build
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://localhost:8501/healthz', timeout=9)"]
CMD ["streamlit", "run", "app.py", "--server.port=8501", "--server.address=0.0.0.0"]
