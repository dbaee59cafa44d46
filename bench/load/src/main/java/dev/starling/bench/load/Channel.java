package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import java.util.List;

/// Somebody who writes in a conversation, and the devices that must hear it. The writer's own
/// device hears it too; that is not counted.
public record Channel(String conversation, Device writer, List<Device> hearers) {

  public Channel {
    hearers = List.copyOf(hearers);
  }

  static List<Device> others(List<Device> all, Device writer) {
    return all.stream().filter(device -> device != writer).toList();
  }
}
