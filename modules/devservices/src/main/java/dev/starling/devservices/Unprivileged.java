package dev.starling.devservices;

import java.nio.file.Path;
import java.util.List;

/// How PostgreSQL, which refuses to run as root, runs when we are root.
///
/// In a user namespace the process is nobody by name and still the owner of root's files, so
/// nothing changes hands. Where containers forbid that, it becomes nobody for real, and its folder
/// with it.
///
/// @param prefix stands before the command
/// @param ownFolders whether the process needs folders of its own
record Unprivileged(List<String> prefix, boolean ownFolders) {

  private static final String NOBODY = "65534";
  private static final Unprivileged CURRENT = choose();

  static Unprivileged current() {
    if (CURRENT == null) {
      throw new CannotStart(
          "PostgreSQL refuses to run as root, and neither unshare nor setpriv works here: run this"
              + " as another user.");
    }
    return CURRENT;
  }

  /// Gives the process a folder that we have made for it.
  void own(Path folder) {
    if (ownFolders) {
      Commands.Outcome chown =
          Commands.run("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
      if (!chown.succeeded()) {
        throw new CannotStart("Cannot give " + folder + " to nobody: " + chown.output() + ".");
      }
    }
  }

  private static Unprivileged choose() {
    if (!Commands.run("id", "-u").output().equals("0")) {
      return new Unprivileged(List.of(), false);
    }
    if (Commands.run("unshare", "-U", "true").succeeded()) {
      return new Unprivileged(List.of("unshare", "-U"), false);
    }
    return asNobody();
  }

  static Unprivileged asNobody() {
    List<String> prefix =
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    boolean works = Commands.run("setpriv", "--reuid=" + NOBODY, "true").succeeded();
    return works ? new Unprivileged(prefix, true) : null;
  }
}
