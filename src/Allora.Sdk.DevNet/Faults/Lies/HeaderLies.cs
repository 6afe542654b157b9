using System.Globalization;

namespace Allora.Sdk.DevNet.Faults.Lies;

/// <summary>What a lie makes of a header's value.</summary>
internal static class HeaderLies
{
    /// <summary>Whether the lie acts on this header, and its new value; null removes it.</summary>
    public static bool TryChange(Lie lie, string? honest, out string? told)
    {
        told = lie.Change switch
        {
            LieChange.Set => lie.NextValue,
            LieChange.Absent => null,
            LieChange.Garbage => "garbage",
            LieChange.Stale when long.TryParse(honest, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var height) =>
                (height - lie.Ago).ToString(CultureInfo.InvariantCulture),
            _ => honest,
        };
        return lie.Change == LieChange.Set || honest is not null;
    }
}
