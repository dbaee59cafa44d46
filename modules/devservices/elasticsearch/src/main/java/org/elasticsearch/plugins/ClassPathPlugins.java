package org.elasticsearch.plugins;

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

  private static PluginDescriptor descriptor(Class<? extends Plugin> type) {
    return new PluginDescriptor(
        type.getName(),
        "from the class path",
        "1",
        Build.current().version(),
        System.getProperty("java.specification.version"),
        type.getName(),
        null,
        List.of(),
        /* hasNativeController= */ false,
        /* isLicensed= */ false,
        /* isModular= */ false,
        /* isStable= */ false);
  }
}
