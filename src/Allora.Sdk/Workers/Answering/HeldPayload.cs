using Allora.Sdk.Encodings.Payloads;

namespace Allora.Sdk.Workers.Answering;

/// <summary>Whose payload the chain holds for a nonce.</summary>
internal enum PayloadOwner
{
    /// <summary>Not known: for forecasts and losses, and without a bundle in the journal.</summary>
    Unknown,

    /// <summary>The chain's queries do not show it: on emissions v9 while the window is open.</summary>
    NotShown,

    /// <summary>It is the bundle that was signed here: another sender has submitted it.</summary>
    Ours,

    /// <summary>It is another statement: the key is used elsewhere.</summary>
    Others,
}

/// <summary>Compares what the chain holds for a nonce with what was signed here, if the chain has a payload that no transaction of ours brought.</summary>
internal static class HeldPayload
{
    public static async Task<PayloadOwner> OwnerAsync(WorkerServices services, long nonce, CancellationToken cancellationToken)
    {
        var topic = services.Options.TopicId;
        var signed = services.Session.Bundles.DigestOf(WorkerBundle.Inference, topic, nonce);
        if (signed is null || !services.Role.Actors.Contains(SubmissionActor.Inferer))
            return PayloadOwner.Unknown;
        try
        {
            var held = await services.Client.GetHeldInferenceAsync(topic, services.Wallet.Address, nonce, cancellationToken).ConfigureAwait(false);
            return held is null ? PayloadOwner.NotShown : held == signed ? PayloadOwner.Ours : PayloadOwner.Others;
        }
        catch (AlloraException exception)
        {
            WorkerLog.PollFailed(services.Logger, topic, exception.Message);
            return PayloadOwner.NotShown;
        }
    }
}
