# A small image of Marksheet: docker build -t marksheet . (podman and buildah take it as well)
#   docker run -p 8080:8080 -v marksheet:/data -e MARKSHEET_ACCESS_ADMIN_KEY=$(openssl rand -hex 32) marksheet
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY . .
# The archive of classes takes a second off every start. It is for the very path that it was made with.
RUN ./mvnw -B -ntp -Pplatform -DskipTests package && mkdir /app && mv target/marksheet.jar /app/
RUN cd /app && { java -XX:ArchiveClassesAtExit=marksheet.jsa -jar /app/marksheet.jar --server.port=18080 --marksheet.outputs-dir=/tmp/outputs & p=$!; } \
 && until curl -sf -o /dev/null http://127.0.0.1:18080/actuator/health/readiness; do sleep 1; done \
 && kill $p && { wait $p || true; } && test -s marksheet.jsa

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 marksheet && useradd --system --uid 10001 --gid marksheet --home-dir /data marksheet \
 && mkdir /data && chown marksheet:marksheet /data
COPY --from=build /app /app
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Where others reach it, it asks for a key: MARKSHEET_ACCESS_ADMIN_KEY.
ENV SERVER_ADDRESS=0.0.0.0 MARKSHEET_OUTPUTS_DIR=/data
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["curl", "-sf", "-o", "/dev/null", "http://127.0.0.1:8080/actuator/health/readiness"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/app/marksheet.jsa", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/marksheet.jar"]
