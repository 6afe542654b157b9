using Allora.Sdk;
using Allora.Sdk.Roles;

namespace ReputerApp;

/// <summary>Your source of the ground truth. It is called once the truth of a nonce is due, and again while it throws and the window is open.</summary>
internal sealed class Truth : IGroundTruth
{
    public ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken)
    {
        // context has the topic, the nonce, its block's time and the network's values. GroundTruth.Skip answers nothing.
        var wave = Math.Sin(context.BlockTime.ToUnixTimeSeconds() / 86_400.0);
        return ValueTask.FromResult(GroundTruth.Value(Math.Round(0.02 * wave, 6)));
    }
}
