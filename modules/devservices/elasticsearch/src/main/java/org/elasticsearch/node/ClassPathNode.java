package org.elasticsearch.node;

import java.util.Collection;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.ClassPathPlugins;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsService;

/// A node whose plugins are on the class path instead of in an installation's folders. It stands in
/// Elasticsearch's package because that is where the constructor for such a node can be seen.
public final class ClassPathNode extends Node {

  public ClassPathNode(Environment environment, Collection<Class<? extends Plugin>> plugins) {
    super(
        NodeConstruction.prepareConstruction(
            environment, null, new FromClassPath(plugins), /* forbidPrivateIndexSettings= */ true));
  }

  private static final class FromClassPath extends NodeServiceProvider {

    private final Collection<Class<? extends Plugin>> plugins;

    FromClassPath(Collection<Class<? extends Plugin>> plugins) {
      this.plugins = plugins;
    }

    @Override
    PluginsService newPluginService(Environment environment, PluginsLoader none) {
      return new ClassPathPlugins(environment, plugins);
    }
  }
}
