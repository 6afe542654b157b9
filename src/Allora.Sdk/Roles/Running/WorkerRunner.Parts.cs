namespace Allora.Sdk;

public sealed partial class WorkerRunner
{
    /// <summary>The client that this worker uses.</summary>
    public AlloraClient Client => _client;

    /// <summary>The topic.</summary>
    public ulong TopicId => _options.TopicId;

    /// <summary>The wallet's address.</summary>
    public string WalletAddress => _wallet.Address;

    /// <summary>The parts that the wallet takes in a nonce: one, or inferer and forecaster.</summary>
    public IReadOnlyCollection<SubmissionActor> Actors => _role.Actors;
}
