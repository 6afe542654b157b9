using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Epochs;

/// <summary>
/// The heights of reputers' windows. Windows open and close at the topic's own epoch ends, so a lag that is no multiple of the epoch
/// makes a window longer: losses are taken from nonce + lag on, and announced up to an epoch later.
/// </summary>
internal static class ReputerWindows
{
    /// <summary>The blocks from nonce + lag to the next epoch end.</summary>
    public static long ExtraLag(Topic topic)
    {
        var beyond = topic.GroundTruthLag % topic.EpochLength;
        return beyond == 0 ? 0 : topic.EpochLength - beyond;
    }

    public static NonceWindow Of(Topic topic, long nonce)
    {
        var start = nonce + topic.GroundTruthLag;
        return new NonceWindow(nonce, start, start + ExtraLag(topic) + topic.EpochLength);
    }

    /// <summary>Whether the window is announced at this epoch end.</summary>
    public static bool OpensAt(Topic topic, NonceWindow window, long height) => height >= window.Start && height <= window.Start + ExtraLag(topic);

    /// <summary>Whether the window closes at this epoch end.</summary>
    public static bool ClosesAt(Topic topic, NonceWindow window, long height) => height >= window.Start + topic.EpochLength;

    /// <summary>Whether a nonce is too old to be kept, whatever came of it.</summary>
    public static bool IsForgotten(Topic topic, NonceWindow window, long height, ulong maxUnfulfilled) =>
        window.Nonce < height - (((Int128)maxUnfulfilled + 1) * topic.EpochLength) - topic.GroundTruthLag;
}
