using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Workers.Loop;

/// <summary>Registers the wallet in the topic, once at a time.</summary>
internal sealed class Registration
{
    private readonly WorkerServices _services;
    private readonly Errand _errand;

    public Registration(WorkerServices services)
    {
        _services = services;
        var backoff = RegistrationAttempts.Of(services);
        _errand = new Errand(services.Client, services.Session) { Backoff = backoff, OnSent = _ => RegistrationAttempts.NoteAsync(services, backoff) };
    }

    /// <summary>False for a while after each attempt, longer each time.</summary>
    public bool IsDue => _errand.IsDue;

    /// <summary>The chain reported that the wallet is registered.</summary>
    public void Confirmed() => _errand.Fulfilled();

    /// <summary>Registers the wallet; true if it is registered afterwards. False if another worker of the wallet is registering it.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (!_services.Session.TryClaim(_services.Role.RegistrationPurpose, _services.Options.TopicId))
            return false;
        try
        {
            return IsDue && await SendAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _services.Session.Unclaim(_services.Role.RegistrationPurpose, _services.Options.TopicId);
        }
    }

    /// <summary>Follows a registration that was sent in an earlier run.</summary>
    public async Task<bool> ResumeAsync(PendingTransaction sent, CancellationToken cancellationToken) =>
        Ended(await _errand.ResumeAsync(sent, cancellationToken).ConfigureAwait(false));

    private async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        WorkerLog.Registering(_services.Logger, _services.Options.TopicId, _services.Wallet.Address, _services.Role.Title);
        var request = new SendRequest
        {
            Purpose = _services.Role.RegistrationPurpose,
            TopicId = _services.Options.TopicId,
            Messages = _services.Role.RegisterAsync,
            TimeoutHeight = await _errand.TimeoutAsync(cancellationToken).ConfigureAwait(false),
            Fees = _services.Options.Fees,
            Clock = new StageClock(_services.Client.Time, _services.Client.Time.GetTimestamp()),
        };
        return Ended(await _errand.RunAsync(request, cancellationToken).ConfigureAwait(false));
    }

    private bool Ended(ErrandOutcome outcome)
    {
        if (outcome.Failure is { Reason: AlloraErrorReason.AlreadyRegistered })
            return true;
        if (outcome.Failure is { } failure)
            WorkerLog.RegistrationFailed(_services.Logger, _services.Options.TopicId, failure.Message);
        else
            WorkerLog.Registered(_services.Logger, _services.Options.TopicId, _services.Wallet.Address, outcome.Hash ?? "");
        return outcome.Succeeded;
    }
}
