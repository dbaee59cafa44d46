package dev.starling.bench.load.client;

import dev.starling.bench.load.client.Link.Receiver;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/// Opens links to nodes, all of them on one event loop.
final class Links {

  private static final String LOOPBACK = "127.0.0.1";

  /// Linux takes every address of 127.0.0.0/8 for its own, and each has some 28,000 ports.
  private static final int LOOPBACK_ADDRESSES = 16;

  private static final int CONNECT_MILLIS_MAX = 30_000;
  private static final int KEY_BYTES = 16;

  private final Link.Scratch scratch = new Link.Scratch();
  private final Bootstrap bootstrap;
  private final boolean isLinux;
  private int opened;

  /// @param isLinux whether the event loop is one of epoll
  Links(EventLoop loop, boolean isLinux) {
    this.isLinux = isLinux;
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(isLinux ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX);
    if (isLinux) {
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
  }

  /// Begins to open a link; the receiver hears how it ends.
  Link open(Node node, String uri, String accessToken, Receiver receiver) {
    Link link = new Link(scratch, request(node, uri, accessToken), receiver);
    Bootstrap one = bootstrap.clone();
    one.handler(
        new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(link);
          }
        });
    InetSocketAddress to = new InetSocketAddress(node.host(), node.port());
    ChannelFuture connecting =
        isLinux && node.host().equals(LOOPBACK) ? one.connect(to, nextSource()) : one.connect(to);
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            receiver.closed(Link.ABNORMAL, done.cause().getMessage());
          }
        });
    return link;
  }

  private InetSocketAddress nextSource() {
    return new InetSocketAddress("127.0.0." + (1 + opened++ % LOOPBACK_ADDRESSES), 0);
  }

  private static byte[] request(Node node, String uri, String accessToken) {
    byte[] key = new byte[KEY_BYTES];
    ThreadLocalRandom.current().nextBytes(key);
    return """
    GET %s HTTP/1.1\r
    Host: %s\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: %s\r
    Authorization: Bearer %s\r
    \r
    """
        .formatted(uri, node, Base64.getEncoder().encodeToString(key), accessToken)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
