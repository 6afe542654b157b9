using System.Text;
using System.Text.Json;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Events.Frames;

/// <summary>
/// Reads the events about outcomes of submissions, of any version of the chain's module. A first pass over an event's
/// attributes finds its topic without allocating; only topics of interest are read in a second one.
/// </summary>
internal static class OutcomeEventReader
{
    /// <summary>Returns the kind of an event by its name, which begins with a dot.</summary>
    public static WindowEventKind KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual(".EventActiveInferersSet"u8) ? WindowEventKind.ActiveInferers
        : name.SequenceEqual(".EventActiveForecastersSet"u8) ? WindowEventKind.ActiveForecasters
        : name.SequenceEqual(".EventActiveReputersSet"u8) ? WindowEventKind.ActiveReputers
        : name.SequenceEqual(".EventScoresSet"u8) ? WindowEventKind.Scores
        : name.SequenceEqual(".EventEMAScoresSet"u8) ? WindowEventKind.EmaScores
        : name.SequenceEqual(".EventRewardsSettled"u8) ? WindowEventKind.Rewards
        : WindowEventKind.None;

    /// <summary>Reads the attributes; the reader is at the beginning of their list and is left at its end.</summary>
    public static void ReadAttributes(ref Utf8JsonReader reader, WindowEventKind kind, DecodedFrame target)
    {
        var again = reader;
        ulong? topicId = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var field = Field.Other;
            Utf8JsonReader value = default;
            ReadAttribute(ref reader, ref field, ref value);
            if (field == Field.TopicId && QuotedNumber.TryRead(ref value, out var number))
                topicId = number;
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw new JsonException();
        if (topicId is not { } topic)
            target.UnreadableEvents++;
        else if (target.Interest.Contains(topic))
            ReadWhole(ref again, kind, topic, target);
    }

    private enum Field
    {
        Other,
        TopicId,
        Nonce,
        Actor,
        Addresses,
        Values,
        Flags,
    }

    private static void ReadWhole(ref Utf8JsonReader reader, WindowEventKind kind, ulong topicId, DecodedFrame target)
    {
        long? nonce = null;
        var actor = ActorOf(kind);
        List<string> addresses = [], values = [], flags = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var field = Field.Other;
            Utf8JsonReader value = default;
            ReadAttribute(ref reader, ref field, ref value);
            switch (field)
            {
                case Field.Nonce:
                    nonce = QuotedNumber.TryReadPositive(ref value, out var height) ? height : nonce;
                    break;
                case Field.Actor:
                    actor = ActorOf(value.GetString());
                    break;
                case Field.Addresses:
                    addresses = ListOf(value.GetString());
                    break;
                case Field.Values:
                    values = ListOf(value.GetString());
                    break;
                case Field.Flags:
                    flags = ListOf(value.GetString());
                    break;
                default:
                    break;
            }
        }

        if (nonce is { } found && actor is { } who && (kind < WindowEventKind.Scores || values.Count == addresses.Count))
            target.Outcomes.Add(new Outcome(OutcomeOf(kind), who, topicId, found, addresses, values, flags));
        else
            target.UnreadableEvents++;
    }

    private static void ReadAttribute(ref Utf8JsonReader reader, ref Field field, ref Utf8JsonReader value)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                reader.Read();
                field = FieldOf(ref reader);
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                value = reader;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    // The nonce has three names. The height of the settling transaction (block_height_tx) is not the nonce.
    private static Field FieldOf(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException()
        : reader.ValueTextEquals("topic_id"u8) ? Field.TopicId
        : reader.ValueTextEquals("nonce_block_height"u8) || reader.ValueTextEquals("nonce"u8) || reader.ValueTextEquals("block_height"u8) ? Field.Nonce
        : reader.ValueTextEquals("actor_type"u8) ? Field.Actor
        : reader.ValueTextEquals("addresses"u8) ? Field.Addresses
        : reader.ValueTextEquals("scores"u8) || reader.ValueTextEquals("rewards"u8) ? Field.Values
        : reader.ValueTextEquals("is_active"u8) ? Field.Flags
        : Field.Other;

    private static SubmissionActor? ActorOf(WindowEventKind kind) => kind switch
    {
        WindowEventKind.ActiveInferers => SubmissionActor.Inferer,
        WindowEventKind.ActiveForecasters => SubmissionActor.Forecaster,
        WindowEventKind.ActiveReputers => SubmissionActor.Reputer,
        // The first value of an enumeration may be omitted.
        _ => SubmissionActor.Inferer,
    };

    private static SubmissionActor? ActorOf(string? type) =>
        type is null ? null
        : type.Contains("REPUTER", StringComparison.Ordinal) ? SubmissionActor.Reputer
        : type.Contains("FORECASTER", StringComparison.Ordinal) ? SubmissionActor.Forecaster
        : SubmissionActor.Inferer;

    private static OutcomeKind OutcomeOf(WindowEventKind kind) => kind switch
    {
        WindowEventKind.Scores => OutcomeKind.Scores,
        WindowEventKind.EmaScores => OutcomeKind.EmaScores,
        WindowEventKind.Rewards => OutcomeKind.Rewards,
        _ => OutcomeKind.Active,
    };

    // A list as JSON text, of strings, numbers or booleans; null if it is empty.
    private static List<string> ListOf(string? json)
    {
        List<string> items = [];
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json ?? "null"));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return items;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => throw new JsonException(),
            });
        }

        return items;
    }
}
