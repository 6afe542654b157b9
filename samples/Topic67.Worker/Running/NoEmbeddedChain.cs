using Allora.Sdk;
using Topic67.Worker.Settings;

#pragma warning disable CA1822 // Its members stand where those of the embedded chain stand in the other build.

namespace Topic67.Worker.Running;

/// <summary>Stands in for the embedded DevNet in a binary that was built without one (WithDevNet in the project file).</summary>
internal sealed class EmbeddedChain : IAsyncDisposable
{
    private const string None = "This binary holds no DevNet. Set MNEMONIC or KEY_FILE for a network; to try things, start a DevNet beside it (allora devnet) "
        + "and give --network local with its --grpc and --rpc.";

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
