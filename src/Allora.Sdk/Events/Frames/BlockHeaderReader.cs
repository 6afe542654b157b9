using System.Text.Json;

namespace Allora.Sdk.Events.Frames;

/// <summary>Reads chain, height and time from the value of a NewBlockHeader event, and stops there.</summary>
internal static class BlockHeaderReader
{
    public static DecodeResult Read(ref Utf8JsonReader reader, DecodedFrame target)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("header"u8))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            return reader.TokenType == JsonTokenType.StartObject ? ReadHeader(ref reader, target) : DecodeResult.Malformed;
        }

        return DecodeResult.Malformed;
    }

    private static DecodeResult ReadHeader(ref Utf8JsonReader reader, DecodedFrame target)
    {
        var hasTime = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("height"u8))
            {
                reader.Read();
                target.Height = QuotedNumber.TryReadPositive(ref reader, out var height) ? height : 0;
            }
            else if (reader.ValueTextEquals("chain_id"u8))
            {
                reader.Read();
                target.IsOfChain = target.ChainId is { } chain && reader.TokenType == JsonTokenType.String ? reader.ValueTextEquals(chain) : null;
            }
            else if (reader.ValueTextEquals("time"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var time))
                    return DecodeResult.Malformed;
                target.Time = time.ToUniversalTime();
                hasTime = true;
            }
            else
            {
                reader.Skip();
            }

            if (IsRead() && (target.ChainId is null || target.IsOfChain is not null))
                return DecodeResult.Header;
        }

        return IsRead() ? DecodeResult.Header : DecodeResult.Malformed;

        bool IsRead() => hasTime && target.Height > 0;
    }
}
