using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Values;

/// <summary>Times as Go's RFC3339Nano writes them: as many decimals as are needed, none when they are all zero.</summary>
internal static class GoTimestamp
{
    public static string Format(Timestamp value)
    {
        var second = DateTimeOffset.UnixEpoch.AddSeconds(value.Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return value.Nanos == 0
            ? second + "Z"
            : $"{second}.{value.Nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')}Z";
    }

    public static string Format(DateTimeOffset value) => Format(Timestamp.FromDateTimeOffset(value));
}
