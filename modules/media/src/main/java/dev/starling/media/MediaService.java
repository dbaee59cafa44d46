package dev.starling.media;

import dev.starling.media.content.MediaType;
import dev.starling.media.store.ObjectStore;
import dev.starling.media.store.Source;
import dev.starling.media.store.Wanted;
import dev.starling.persistence.media.MediaRepository;
import dev.starling.persistence.media.StoredMedia;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import dev.starling.wire.media.MediaUrl;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The rules of files that are there: who may refer to them, and who may have them. May be called
/// from any thread.
public final class MediaService {

  /// A file, or a part of it, as it is served to whoever has its address.
  ///
  /// @param size of the part
  /// @param tag changes when the bytes do, which they never do
  public record Served(
      String key,
      long size,
      String contentType,
      boolean inline,
      String name,
      String tag,
      Duration within) {}

  private final MediaRepository media;
  private final ObjectStore store;
  private final MediaUrls urls;
  private final Sweep sweep;

  MediaService(MediaRepository media, ObjectStore store, MediaUrls urls, Sweep sweep) {
    this.media = media;
    this.store = store;
    this.urls = urls;
    this.sweep = sweep;
  }

  /// The owner's own files, in this order, for a message or a profile that is about to refer to
  /// them: none of them is collected for a while. Fails when one is not there or not the owner's.
  public Future<List<Attachment>> describe(UserId owner, List<MediaId> ids) {
    Set<MediaId> wanted = new LinkedHashSet<>(ids);
    return wanted.isEmpty()
        ? Future.succeededFuture(List.of())
        : media
            .owned(owner, wanted)
            .map(
                found -> {
                  Map<MediaId, StoredMedia> byId =
                      found.stream()
                          .collect(Collectors.toMap(StoredMedia::id, Function.identity()));
                  return wanted.stream().map(id -> orNotFound(byId, id).attachment()).toList();
                });
  }

  /// Says that something refers to these files from now on, so they stay.
  public Future<Void> use(Collection<MediaId> ids) {
    return media.use(ids, 1);
  }

  /// Says that one thing less refers to them.
  public Future<Void> release(Collection<MediaId> ids) {
    return media.use(ids, -1);
  }

  /// Deletes one's own file, which nothing may refer to.
  public Future<Void> delete(UserId owner, MediaId id) {
    return media
        .giveUp(id, owner)
        .compose(
            given ->
                given
                    ? sweep.remove(id)
                    : describe(owner, List.of(id))
                        .compose(there -> Future.failedFuture(inUse(id))));
  }

  /// An address of one's own file.
  public Future<MediaUrl> urlFor(UserId owner, MediaId id) {
    return media
        .owned(owner, List.of(id))
        .map(found -> found.stream().findFirst().map(urls::of).orElseThrow(() -> notFound(id)));
  }

  /// An address for somebody who may have the file, which the caller has made sure of.
  public Future<MediaUrl> urlOf(MediaId id) {
    return media.find(id).map(found -> urls.of(found.orElseThrow(() -> notFound(id))));
  }

  /// As [#urlOf(MediaId)], for what they may have until then.
  public Future<MediaUrl> urlOf(MediaId id, Instant until) {
    return media.find(id).map(found -> urls.of(found.orElseThrow(() -> notFound(id)), until));
  }

  /// What an address is good for.
  ///
  /// @param expires in seconds since 1970, as the address has it, or null
  /// @param signature as the address has it, or null
  public Future<Served> find(MediaId id, MediaUrls.Part part, Long expires, String signature) {
    Duration within = urls.check(id, part, expires, signature);
    return media.find(id).map(found -> served(found.orElseThrow(() -> notFound(id)), part, within));
  }

  /// The bytes of it.
  public Future<Source> open(Served served, long from, long length, String disposition) {
    return store.open(
        served.key(), new Wanted(from, length, served.contentType(), disposition, served.within()));
  }

  private static Served served(StoredMedia found, MediaUrls.Part part, Duration within) {
    if (part == MediaUrls.Part.THUMBNAIL) {
      String type = found.content().thumbnail();
      if (type == null) {
        throw notFound(found.id());
      }
      return new Served(
          Keys.thumbnail(found.id()),
          found.content().thumbnailSize(),
          type,
          true,
          null,
          found.id() + "-thumbnail",
          within);
    }
    MediaType type = MediaType.of(found.content().type());
    return new Served(
        Keys.of(found.id()),
        found.size(),
        type.servedAs(),
        type.inline(),
        found.name(),
        found.id().text(),
        within);
  }

  private static StoredMedia orNotFound(Map<MediaId, StoredMedia> found, MediaId id) {
    StoredMedia there = found.get(id);
    if (there == null) {
      throw notFound(id);
    }
    return there;
  }

  private static Failure inUse(MediaId id) {
    return new Failure.Conflict(ErrorCode.MEDIA_IN_USE, "a message or something else has " + id);
  }

  private static Failure notFound(MediaId id) {
    return new Failure.NotFound(ErrorCode.MEDIA_NOT_FOUND, "no file " + id + " for you");
  }
}
