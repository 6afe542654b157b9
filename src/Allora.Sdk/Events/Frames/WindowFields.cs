using System.Text.Json;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Events.Frames;

internal enum WindowField
{
    Other,
    TopicId,
    Nonce,
    WindowEnd,
}

/// <summary>The attributes of one window event while they are read; they may have any order.</summary>
internal struct WindowFields
{
    private ulong? _topicId;
    private ulong? _nonce;
    private ulong? _windowEnd;

    public static WindowField FieldOf(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException()
        : reader.ValueTextEquals("topic_id"u8) ? WindowField.TopicId
        : reader.ValueTextEquals("nonce_block_height"u8) ? WindowField.Nonce
        : reader.ValueTextEquals("window_end_block"u8) ? WindowField.WindowEnd
        : WindowField.Other;

    public void Set(WindowField field, ulong? value)
    {
        switch (field)
        {
            case WindowField.TopicId:
                _topicId = value;
                break;
            case WindowField.Nonce:
                _nonce = AsHeight(value);
                break;
            case WindowField.WindowEnd:
                _windowEnd = AsHeight(value);
                break;
            default:
                break;
        }
    }

    public readonly bool TryAddTo(DecodedFrame target, WindowEventKind kind)
    {
        if (_topicId is not { } topicId || _nonce is not { } nonce)
            return false;
        if (kind is WindowEventKind.Closed or WindowEventKind.ReputerClosed)
        {
            (kind == WindowEventKind.Closed ? target.Closed : target.ReputerClosed).Add(new WindowClosed { TopicId = topicId, Nonce = (long)nonce });
            return true;
        }

        if (_windowEnd is not { } windowEnd)
            return false;
        (kind == WindowEventKind.Opened ? target.Opened : target.ReputerOpened).Add(new WindowOpened
        {
            TopicId = topicId,
            Nonce = (long)nonce,
            WindowEnd = (long)windowEnd,
        });
        return true;
    }

    private static ulong? AsHeight(ulong? value) => value is > 0 and <= long.MaxValue ? value : null;
}
