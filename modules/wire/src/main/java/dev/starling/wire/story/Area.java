package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Emoji;
import java.util.List;

/// A place on a part of a story that does something when it is touched.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Area.Link.class, name = "link"),
  @JsonSubTypes.Type(value = Area.Mention.class, name = "mention"),
  @JsonSubTypes.Type(value = Area.Location.class, name = "location"),
  @JsonSubTypes.Type(value = Area.Reaction.class, name = "reaction"),
  @JsonSubTypes.Type(value = Area.Reply.class, name = "reply"),
  @JsonSubTypes.Type(value = Area.Poll.class, name = "poll"),
  @JsonSubTypes.Type(value = Area.Question.class, name = "question"),
})
public sealed interface Area {

  int LABEL_CHARACTERS_MAX = 120;
  int POLL_OPTIONS_MAX = 4;

  Place place();

  /// Where it is, as parts of the whole: its middle, its size, and how far it is turned.
  ///
  /// @param x from the left, 0 to 1
  /// @param y from the top, 0 to 1
  /// @param rotation in degrees, clockwise, -360 to 360
  record Place(double x, double y, double width, double height, double rotation) {

    private static final double ROTATION_MAX = 360;

    public Place {
      part("x", x);
      part("y", y);
      part("width", width);
      part("height", height);
      if (!(Math.abs(rotation) <= ROTATION_MAX)) {
        throw Fields.bad("rotation", rotation + " (expected: -360 to 360)");
      }
    }

    private static void part(String field, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw Fields.bad(field, value + " (expected: 0 to 1)");
      }
    }
  }

  /// Opens an address.
  record Link(Place place, String url, String label) implements Area {
    public Link {
      place = Fields.present("place", place);
      url = Fields.url("url", Fields.present("url", url));
      label = Fields.optionalText("label", label, LABEL_CHARACTERS_MAX);
    }
  }

  /// Shows somebody. Who is mentioned does not see more for it.
  record Mention(Place place, UserId user) implements Area {
    public Mention {
      place = Fields.present("place", place);
      user = Fields.present("user", user);
    }
  }

  /// Shows a place on Earth, in degrees.
  record Location(Place place, double latitude, double longitude, String label) implements Area {

    private static final double LATITUDE_MAX = 90;
    private static final double LONGITUDE_MAX = 180;

    public Location {
      place = Fields.present("place", place);
      if (!(Math.abs(latitude) <= LATITUDE_MAX && Math.abs(longitude) <= LONGITUDE_MAX)) {
        throw Fields.bad("latitude", "not a place on Earth, or longitude is not");
      }
      label = Fields.optionalText("label", label, LABEL_CHARACTERS_MAX);
    }
  }

  /// Reacts with this emoji.
  record Reaction(Place place, String emoji) implements Area {
    public Reaction {
      place = Fields.present("place", place);
      emoji = Emoji.check(emoji);
    }
  }

  /// Begins a reply.
  record Reply(Place place, String label) implements Area {
    public Reply {
      place = Fields.present("place", place);
      label = Fields.optionalText("label", label, LABEL_CHARACTERS_MAX);
    }
  }

  /// Asks for one of a few answers.
  record Poll(Place place, String question, List<String> options) implements Area {
    public Poll {
      place = Fields.present("place", place);
      question = Fields.text("question", question, LABEL_CHARACTERS_MAX);
      options = Fields.each("options", options);
      if (options.size() < 2 || options.size() > POLL_OPTIONS_MAX) {
        throw Fields.bad(
            "options",
            options.size() + " (expected: 2 to " + POLL_OPTIONS_MAX + " different ones)");
      }
      options =
          options.stream()
              .map(option -> Fields.text("options", option, LABEL_CHARACTERS_MAX))
              .toList();
    }
  }

  /// Asks for an answer in the viewer's own words.
  record Question(Place place, String question) implements Area {
    public Question {
      place = Fields.present("place", place);
      question = Fields.text("question", question, LABEL_CHARACTERS_MAX);
    }
  }
}
