package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.devservices.Services;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two nodes whose event bus speaks TLS, each with a certificate.
class SecureBusClusterIT {

  @Test
  void nodesProveThemselvesToEachOtherAndNobodyElseGetsIn() throws IOException {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("127.0.0.1");
    Vertx stranger = Vertx.vertx();
    int busPort = freePort();
    Map<String, String> settings =
        Map.of(
            "STARLING_CLUSTER_TLS_CERT_FILE", certificate.certificatePath(),
            "STARLING_CLUSTER_TLS_KEY_FILE", certificate.privateKeyPath(),
            "STARLING_CLUSTER_TLS_CA_FILE", certificate.certificatePath());
    try (TestCluster cluster = TestCluster.start(1, Services.shared(), settings)) {
      cluster.add(Role.ALL, Map.of("STARLING_CLUSTER_EVENT_BUS_PORT", String.valueOf(busPort)));
      Person alice = cluster.person("alice", 0);
      Person bob = cluster.person("bob", 1);
      String chat = alice.directWith(bob);
      TestSocket b = bob.listening();

      alice.say(chat, "m1", "for your eyes only");

      await().untilAsserted(() -> assertThat(b.texts(chat)).containsExactly("for your eyes only"));
      assertThat(new Metrics(cluster.url(0)).value("starling_bus_acknowledged_seconds_count"))
          .isPositive();
      assertThat(isLetIn(stranger, busPort, certificate)).isFalse();
    } finally {
      stranger.close().await();
      certificate.delete();
    }
  }

  /// Somebody who trusts the node and has no certificate to show: TLS 1.3 tells them after the
  /// handshake, by closing.
  private static boolean isLetIn(Vertx vertx, int port, SelfSignedCertificate certificate) {
    NetClient client =
        vertx.createNetClient(
            new NetClientOptions()
                .setSsl(true)
                .setHostnameVerificationAlgorithm("")
                .setTrustOptions(new PemTrustOptions().addCertPath(certificate.certificatePath())));
    return client
        .connect(port, "127.0.0.1")
        .compose(
            socket -> {
              Promise<Boolean> stays = Promise.promise();
              socket.closeHandler(closed -> stays.tryComplete(false));
              vertx.setTimer(5_000, id -> stays.tryComplete(true));
              return stays.future();
            })
        .otherwise(false)
        .await();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
