using Allora.Sdk.Chain.Wire;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>Reads google.rpc.RetryInfo from the details of a status, as gateways attach it to RESOURCE_EXHAUSTED.</summary>
internal static class RetryInfo
{
    private const string Details = "grpc-status-details-bin";
    private const string TypeName = "google.rpc.RetryInfo";

    public static TimeSpan? Of(Metadata trailers)
    {
        if (trailers.GetValueBytes(Details) is not { } status)
            return null;
        try
        {
            return InStatus(status);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // A gateway's invalid detail is ignored: it is optional.
            return null;
        }
    }

    // Status{3: details, as Any{1: type_url, 2: value}}.
    private static TimeSpan? InStatus(ReadOnlySpan<byte> status)
    {
        var reader = new ProtoReader(status);
        while (reader.Next())
        {
            if (reader.Field != 3)
            {
                reader.Skip();
                continue;
            }

            var any = new ProtoReader(reader.Bytes());
            var type = "";
            ReadOnlySpan<byte> value = default;
            while (any.Next())
            {
                if (any.Field == 1)
                    type = any.Text();
                else if (any.Field == 2)
                    value = any.Bytes();
                else
                    any.Skip();
            }

            if (type.EndsWith(TypeName, StringComparison.Ordinal))
                return Delay(value);
        }

        return null;
    }

    // RetryInfo{1: retry_delay, as Duration{1: seconds, 2: nanos}}.
    private static TimeSpan? Delay(ReadOnlySpan<byte> info)
    {
        var reader = new ProtoReader(info);
        while (reader.Next())
        {
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }

            var (seconds, nanos) = (0UL, 0UL);
            var duration = new ProtoReader(reader.Bytes());
            while (duration.Next())
            {
                if (duration.Field == 1)
                    seconds = duration.Number();
                else if (duration.Field == 2)
                    nanos = duration.Number();
                else
                    duration.Skip();
            }

            return seconds <= uint.MaxValue ? TimeSpan.FromSeconds(seconds) + TimeSpan.FromMicroseconds(nanos / 1000.0) : null;
        }

        return null;
    }
}
