using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Workers.Loop;

/// <summary>Registers the wallet in the topic, once at a time.</summary>
internal sealed class Registration(WorkerServices services)
{
    private readonly Errand _errand = new(services.Client, services.Session);

    /// <summary>False for a while after each attempt, longer each time.</summary>
    public bool IsDue => _errand.IsDue;

    /// <summary>The chain reported that the wallet is registered.</summary>
    public void Confirmed() => _errand.Fulfilled();

    /// <summary>Registers the wallet; true if it is registered afterwards.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        WorkerLog.Registering(services.Logger, services.Options.TopicId, services.Wallet.Address, services.Role.Title);
        var request = new SendRequest
        {
            Purpose = services.Role.RegistrationPurpose,
            TopicId = services.Options.TopicId,
            Messages = services.Role.RegisterAsync,
            TimeoutHeight = await _errand.TimeoutAsync(cancellationToken).ConfigureAwait(false),
            Fees = services.Options.Fees,
            Clock = new StageClock(services.Client.Time, services.Client.Time.GetTimestamp()),
        };
        return Ended(await _errand.RunAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Follows a registration that was sent in an earlier run.</summary>
    public async Task<bool> ResumeAsync(PendingTransaction sent, CancellationToken cancellationToken) =>
        Ended(await _errand.ResumeAsync(sent, cancellationToken).ConfigureAwait(false));

    private bool Ended(ErrandOutcome outcome)
    {
        if (outcome.Failure is { Reason: AlloraErrorReason.AlreadyRegistered })
            return true;
        if (outcome.Failure is { } failure)
            WorkerLog.RegistrationFailed(services.Logger, services.Options.TopicId, failure.Message);
        else
            WorkerLog.Registered(services.Logger, services.Options.TopicId, services.Wallet.Address, outcome.Hash ?? "");
        return outcome.Succeeded;
    }
}
