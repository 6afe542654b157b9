using Allora.Sdk.Chain;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Chain.Replay;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Tests.Roles;

/// <summary>Several nonces that wait for losses, and a network that has nothing to judge yet.</summary>
public sealed class ReputerOrderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_role_whose_older_windows_go_first_answers_one_after_the_other(bool oldestFirst)
    {
        await using var scene = await RolesScene.StartAsync();
        await scene.StepToAsync(40);
        // The newest first, as the chain names them.
        var role = new Recording(oldestFirst, [30, 10, 20]);
        var options = scene.Options(RolesScene.Single);
        options.MaxConcurrentWindows = oldestFirst ? 3 : 1;
        var runner = scene.Run(new WorkerRunner(scene.Client, scene.Reputer, role, options));
        while (scene.Results.Count < 3)
            await Task.Delay(5, scene.Limit);

        Assert.Equal(WorkerState.Ready, runner.Status.State);
        Assert.All(scene.Results, result => Assert.Equal(SubmissionStatus.Skipped, result.Status));
        long[] order = oldestFirst ? [10, 20, 30] : [30, 20, 10];
        Assert.Equal(order.SelectMany(static nonce => new[] { $"begins {nonce}", $"ends {nonce}" }), role.Log);
    }

    [Fact]
    public async Task Without_a_network_inference_the_truth_is_not_asked_and_it_is_tried_again()
    {
        await using var server = await ReplayServer.StartAsync(call => call.Method.EndsWith("/IsTopicActive", StringComparison.Ordinal)
            ? ReplayAnswer.Reply(new IsTopicActiveResponse { IsActive = true })
            : call.Method.EndsWith("/GetTopic", StringComparison.Ordinal)
                ? ReplayAnswer.Reply(new GetTopicResponse { Topic = new Topic { Id = 67, LossMethod = "sqe" } })
                : ReplayAnswer.Reply(new GetNetworkInferencesAtBlockResponse()));
        await using var client = new AlloraClient(server.Network);
        using var wallet = AlloraWallet.FromMnemonic(DevNet.Options.DevNetGenesis.TestMnemonic);
        var truth = new FunctionTruth(_ => GroundTruth.Value(1));
        var role = new ReputerRole(client, wallet, new GroundTruthFunction(truth, ReputerLoss.OfTopic), new WorkerOptions { TopicId = 67 });
        var context = new PredictionContext { TopicId = 67, Nonce = 10, BlockTime = default, WindowEnd = 20, Deadline = default, Client = client };

        var failure = await Assert.ThrowsAsync<AlloraException>(() => role.AnswerAsync(context, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal((AlloraErrorReason.NoInferences, true), (failure.Reason, failure.IsTransient));
        Assert.Contains("network inference of nonce 10 is not there", failure.Message, StringComparison.Ordinal);
        Assert.Empty(truth.Asked);
    }

    /// <summary>A role of open windows that skips each, and writes down when it was asked.</summary>
    private sealed class Recording(bool oldestFirst, IReadOnlyList<long> nonces) : IWorkerRole
    {
        private readonly List<string> _log = [];

        public IReadOnlyList<string> Log
        {
            get
            {
                lock (_log)
                    return [.. _log];
            }
        }

        public string Title => "reputer";

        public string Purpose => "recorded";

        public string RegistrationPurpose => "register-recorded";

        public WindowSide Side => WindowSide.Reputer;

        public bool OldestFirst => oldestFirst;

        public Task<RoleView> PollAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new RoleView { Height = 40, Open = [.. nonces.Select(nonce => new OpenWindow(nonce, 60))] });

        public async ValueTask<RoleAnswer> AnswerAsync(PredictionContext context, CancellationToken cancellationToken)
        {
            Note($"begins {context.Nonce}");
            await Task.Yield();
            Note($"ends {context.Nonce}");
            return new RoleAnswer { SkipReason = "a test", Text = "skip", Bundle = _ => throw new InvalidOperationException() };
        }

        public ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task<bool?> HasSubmittedAsync(long nonce, CancellationToken cancellationToken) => Task.FromResult<bool?>(null);

        private void Note(string what)
        {
            lock (_log)
                _log.Add(what);
        }
    }
}
