using Allora.Sdk;
using Topic67.Worker.Settings;

#pragma warning disable CA1822 // Its members have the signatures of the embedded chain in the other build.

namespace Topic67.Worker.Running;

/// <summary>Replaces the embedded DevNet in a binary that was built without it (WithDevNet in the project file).</summary>
internal sealed class EmbeddedChain : IAsyncDisposable
{
    private const string None = "This binary contains no DevNet. Set MNEMONIC or KEY_FILE for a network; for a trial, start a DevNet (allora devnet) "
        + "and use --network local with its --grpc and --rpc.";

    private EmbeddedChain() =>
        throw new ConfigurationException(None);

    public static string Mnemonic => throw new ConfigurationException(None);

    public AlloraNetwork Network => throw new ConfigurationException(None);

    public static DateTimeOffset FirstNonceTime(WorkerSettings settings) => throw new ConfigurationException(None);

    public static Task<EmbeddedChain> StartAsync(WorkerSettings settings, CancellationToken cancellationToken) => throw new ConfigurationException(None);

    public void Begin() => throw new ConfigurationException(None);

    public Task BeginAsync(WorkerRunner runner, CancellationToken cancellationToken) => throw new ConfigurationException(None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
