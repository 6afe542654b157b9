using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Bounds of a topic's numbers that differ by schema.</summary>
internal static class TopicBounds
{
    private static readonly (Dec Least, Dec Most) V9 = (Dec.Parse("2.5"), Dec.Parse("4.5"));
    private static readonly (Dec Least, Dec Most) V10 = (Dec.One, Dec.Parse("10"));

    public static (Dec Least, Dec Most) PNorm(DevNetSchema schema) => schema == DevNetSchema.V9 ? V9 : V10;
}
