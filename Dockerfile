# The program in a container. It is built outside, with the SDK of global.json:
#   dotnet publish src/Wfm.Cli -c Release -o artifacts/publish/wfm && docker build -t wfm .
#   docker run -p 5080:5080 -v wfm:/data wfm
FROM ubuntu:26.04
# Run by nobody yet: the machines this was written on have no container daemon. The names in it are checked by DeploymentFilesTests.
# tzdata and ICU are not optional: without time zones and Swedish wfm refuses to start.
RUN apt-get update && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 tzdata libicu-dev && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 1654 --home-dir /data --create-home wfm && mkdir -p /data/drop /data/backup && chown -R wfm:wfm /data
COPY artifacts/publish/wfm /app
USER wfm
WORKDIR /data
# Without a setting the database is /data/wfm.db. Nothing here may be a setting that others give by a file (WFM__Database_FILE): the two together are refused.
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    WFM__Urls=http://0.0.0.0:5080
EXPOSE 5080
VOLUME /data
ENTRYPOINT ["dotnet", "/app/wfm.dll"]
CMD ["serve"]
