package dev.starling.messaging;

import dev.starling.persistence.personal.BookmarkRepository;
import dev.starling.persistence.personal.BookmarkRepository.Place;
import dev.starling.persistence.personal.DraftRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Bookmark;
import dev.starling.wire.conversation.Draft;
import io.vertx.core.Future;
import java.io.IOException;

/// What people have for themselves alone.
public final class PersonalReader {

  private final BookmarkRepository bookmarks;
  private final DraftRepository drafts;

  PersonalReader(BookmarkRepository bookmarks, DraftRepository drafts) {
    this.bookmarks = bookmarks;
    this.drafts = drafts;
  }

  /// The latest first; those of messages that are gone are gone.
  public Future<Page<Bookmark>> bookmarks(UserId user, PageRequest page) {
    Place after = page.after(PersonalReader::place);
    return bookmarks
        .newestFirst(user, after, page.limitAndOne())
        .map(found -> page.page(found, PersonalReader::cursorAt));
  }

  /// The latest first.
  public Future<Page<Draft>> drafts(UserId user, PageRequest page) {
    Long before = page.after(Cursor.Reader::number);
    return drafts
        .newestFirst(user, before, page.limitAndOne())
        .map(found -> page.page(found, last -> Cursor.of(last.seq())));
  }

  private static String cursorAt(Bookmark last) {
    return Cursor.of(last.at(), last.message().conversation().value(), last.message().seq());
  }

  private static Place place(Cursor.Reader in) throws IOException {
    return new Place(in.time(), new ConversationId(in.number()), in.number());
  }
}
