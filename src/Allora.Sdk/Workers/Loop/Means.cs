using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Workers.Loop;

/// <summary>Whether a worker's own wallet can pay for a payload. Wallets that send for it look after themselves.</summary>
internal static class Means
{
    /// <summary>Why it cannot pay now; null if it can, or need not.</summary>
    public static async ValueTask<Refused?> LackAsync(WorkerServices services, CancellationToken cancellationToken)
    {
        if (services.Options.DryRun || services.Relay is not null)
            return null;
        if (services.Session.BudgetExhausted is { } spent)
            return Lack(AlloraErrorReason.BudgetSpent, spent);
        return services.Session is { Funds.IsEmpty: true, Options.FeeGranter: null } && await services.Session.Funds.IsStillEmptyAsync(cancellationToken).ConfigureAwait(false)
            ? Lack(AlloraErrorReason.InsufficientFunds, $"{services.Wallet.Address} has no {services.Client.Network.Denom} for fees")
            : null;
    }

    private static Refused Lack(AlloraErrorReason reason, string why) => new(reason, SubmissionStage.Prediction, $"Nothing was sent: {why}", IsTransient: true);
}
