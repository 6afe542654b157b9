using Allora.Sdk;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Tests.Workers;

namespace Allora.Cli.Tests;

/// <summary>
/// A chain with a past that is known to the block: seven windows of topic 67, which a wallet answers at once, not at all, late, in vain (out of
/// gas in the window's last block), at once again, and, in the last window, while it is still open. Two others and a reputer work beside it.
/// </summary>
internal sealed class LifecycleScene : IAsyncDisposable
{
    public const int Windows = 7;
    public const int Skipped = 1;
    public const int Late = 2;
    public const int Failed = 3;
    public const int BlocksLate = 4;

    public static readonly DateTimeOffset Start = new(2025, 3, 1, 22, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(0);

    private LifecycleScene(RolesScene roles) => Roles = roles;

    public RolesScene Roles { get; }

    public string Worker => Roles.Wallets[0].Address;

    /// <summary>Each status after inclusion, as the wallet's own runner heard of it by events.</summary>
    public Dictionary<long, SubmissionFollowUp> FollowUps { get; } = [];

    /// <summary>The wallet's submissions that the chain holds, and the network's values: read while the chain still keeps them.</summary>
    public Dictionary<long, (bool IsSubmitted, string Network)> Kept { get; } = [];

    public static long NonceOf(int window) => RolesScene.FirstNonceOf(RolesScene.Single) + (window * RolesScene.Epoch);

    /// <summary>What the wallet says in a window.</summary>
    public static decimal ValueOf(long nonce) => 0.01m + (nonce % 5 / 1000m);

    public static async Task<LifecycleScene> PlayAsync(Func<Sdk.DevNet.Options.DevNetGenesis, Sdk.DevNet.Options.DevNetGenesis>? change = null)
    {
        var genesis = RolesScene.Genesis(RolesScene.Accounts()) with { Time = Start, StepPerBlock = Step };
        var scene = new LifecycleScene(await RolesScene.StartAsync(change?.Invoke(genesis) ?? genesis));
        await scene.PlayAsync();
        return scene;
    }

    public async ValueTask DisposeAsync()
    {
        await Roles.DisposeAsync();
        _gate.Dispose();
    }

    private async Task PlayAsync()
    {
        var client = Roles.Client;
        var own = Roles.Run(WorkerRunner.ForInferer(client, Roles.Wallets[0], new FunctionProvider(AnswerAsync), Roles.Options(RolesScene.Single)));
        var following = FollowAsync(own);
        List<WorkerRunner> runners = [own];
        foreach (var index in new[] { 1, 2 })
            runners.Add(Roles.Run(WorkerRunner.ForInferer(client, Roles.Wallets[index], new FunctionProvider(context => Prediction.Value(0.012m + (index / 1000m) + (context.Nonce / 40000m))), Roles.Options(RolesScene.Single))));
        runners.Add(Roles.Run(WorkerRunner.ForReputer(client, Roles.Reputer, new FunctionTruth(_ => GroundTruth.Value(0.0125)), Roles.Options(RolesScene.Single))));
        foreach (var runner in runners)
            await Roles.ReachAsync(runner, WorkerState.Ready);
        for (var window = 0; window < Windows; window++)
            await PlayAsync(window);
        await Roles.StopAsync();
        await following;
    }

    private async Task PlayAsync(int window)
    {
        var nonce = NonceOf(window);
        var others = window == 0 ? 2 : 3;
        await Roles.StepToAsync(nonce);
        if (window > 0)
            await KeepAsync(NonceOf(window - 1));
        if (window is not (Skipped or Late or Failed))
        {
            _gate.Release();
            await Roles.PendingAsync(others + 1);
            await Roles.DevNet.StepAsync(1, Roles.Limit);
            return;
        }

        await Roles.PendingAsync(others);
        if (window == Skipped)
        {
            _gate.Release();
            return;
        }

        await Roles.StepToAsync(nonce + (window == Late ? BlocksLate : RolesScene.Window) - 1);
        if (window == Failed)
            Roles.DevNet.RunOutOfGas(1);
        _gate.Release();
        await Roles.PendingAsync(1);
        await Roles.DevNet.StepAsync(1, Roles.Limit);
    }

    private async Task KeepAsync(long nonce) => Kept[nonce] = (
        Roles.DevNet.Submissions(RolesScene.Single, nonce).Any(one => one.Worker == Worker),
        (await Roles.Client.GetNetworkInferenceAsync(RolesScene.Single, nonce, Roles.Limit)).Combined!.ToString());

    private async ValueTask<Prediction> AnswerAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return context.Nonce == NonceOf(Skipped) ? Prediction.Skip("on purpose") : Prediction.Value(ValueOf(context.Nonce));
    }

    private async Task FollowAsync(WorkerRunner runner)
    {
        await foreach (var told in runner.FollowUpsAsync(CancellationToken.None))
            FollowUps[told.Nonce] = told;
    }
}
