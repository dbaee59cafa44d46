package org.elasticsearch.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.Build;
import org.elasticsearch.env.Environment;

/// Hands Elasticsearch plugins that are ordinary classes on the class path.
public final class ClassPathPlugins extends PluginsService {

  private final List<LoadedPlugin> loaded;

  public ClassPathPlugins(
      Environment environment, Collection<Class<? extends Plugin>> pluginClasses) {
    super(
        environment.settings(),
        environment.configDir(),
        PluginsLoader.createPluginsLoader(Set.of(), Set.of(), Map.of(), false));
    this.loaded = pluginClasses.stream().map(type -> load(type, environment)).toList();
  }

  @Override
  protected List<LoadedPlugin> plugins() {
    return loaded;
  }

  private static LoadedPlugin load(Class<? extends Plugin> type, Environment environment) {
    return new LoadedPlugin(
        descriptor(type),
        loadPlugin(type, environment.settings(), environment.configDir()),
        type.getClassLoader());
  }

  /// Read, because the constructor differs between 8 and 9.
  private static PluginDescriptor descriptor(Class<? extends Plugin> type) {
    String properties =
        """
        name=%1$s
        description=from the class path
        version=1
        elasticsearch.version=%2$s
        java.version=%3$s
        classname=%1$s
        """
            .formatted(
                type.getName(),
                Build.current().version(),
                System.getProperty("java.specification.version"));
    try {
      return PluginDescriptor.readInternalDescriptorFromStream(
          new ByteArrayInputStream(properties.getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
