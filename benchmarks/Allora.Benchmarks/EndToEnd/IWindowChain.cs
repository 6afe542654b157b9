using Allora.Sdk;

namespace Allora.Benchmarks.EndToEnd;

/// <summary>A DevNet whose blocks come when asked for; every topic's window opens at the same block.</summary>
internal interface IWindowChain : IAsyncDisposable
{
    AlloraNetwork Network { get; }

    /// <summary>Makes a block; completes when it is committed and its frame is on its way.</summary>
    Task StepAsync();
}
