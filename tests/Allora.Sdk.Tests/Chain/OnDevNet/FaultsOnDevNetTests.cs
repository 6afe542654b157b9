using Allora.Sdk.DevNet.Faults;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Chain.OnDevNet;

public class FaultsOnDevNetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FaultKind.Unavailable, AlloraErrorReason.Unavailable)]
    [InlineData(FaultKind.ResourceExhausted, AlloraErrorReason.RateLimited)]
    [InlineData(FaultKind.DeadlineExceeded, AlloraErrorReason.Timeout)]
    [InlineData(FaultKind.Garbage, AlloraErrorReason.Transport)]
    [InlineData(FaultKind.Truncated, AlloraErrorReason.Transport)]
    [InlineData(FaultKind.LostAnswer, AlloraErrorReason.Transport)]
    public async Task A_fault_is_transient_and_the_next_call_goes_through(FaultKind kind, AlloraErrorReason reason)
    {
        await using var setup = await DevNetSetup.StartAsync();
        setup.Chain.Faults.Add(new Fault { Kind = kind, Protocol = FaultProtocol.Grpc, Method = "AccountInfo", Times = 1 });

        var failure = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.GetAccountAsync(setup.Wallet.Address, Ct));

        Assert.Equal((reason, true), (failure.Reason, failure.IsTransient));
        Assert.NotNull(await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct));
    }

    [Fact]
    public async Task A_broadcast_whose_answer_is_lost_goes_once_more_over_a_new_connection()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var transfer = await setup.SignAsync(setup.Send("1"));
        setup.Chain.Faults.Add(new Fault { Kind = FaultKind.LostAnswer, Protocol = FaultProtocol.Grpc, Method = "BroadcastTx", Times = 1 });

        var answer = await setup.Client.BroadcastAsync(transfer.Bytes, Ct);
        await setup.Chain.StepAsync(cancellationToken: Ct);

        Assert.Equal((transfer.Hash, AlloraErrorReason.AlreadyKnown), (answer.Hash, answer.Error?.Reason));
        Assert.Single(setup.Chain.Transactions());
    }

    [Fact]
    public async Task A_broadcast_whose_answers_are_lost_tells_its_hash_and_may_be_repeated()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var transfer = await setup.SignAsync(setup.Send("1"));
        setup.Chain.Faults.Add(new Fault { Kind = FaultKind.LostAnswer, Protocol = FaultProtocol.Grpc, Method = "BroadcastTx", Times = 4 });

        var failure = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.BroadcastAsync(transfer.Bytes, Ct));
        var again = await setup.Client.BroadcastAsync(transfer.Bytes, Ct);
        await setup.Chain.StepAsync(cancellationToken: Ct);

        Assert.Equal((AlloraErrorReason.Transport, transfer.Hash), (failure.Reason, failure.TransactionHash));
        Assert.Equal(AlloraErrorReason.AlreadyKnown, again.Error?.Reason);
        Assert.Null((await setup.Client.GetTransactionAsync(transfer.Hash, Ct))?.Error);
        Assert.Single(setup.Chain.Transactions());
    }

    [Fact]
    public async Task A_node_that_goes_silent_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using var setup = await DevNetSetup.StartAsync(options: new AlloraClientOptions { TimeProvider = time });
        Assert.NotNull(await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct));
        setup.Chain.Faults.Add(new Fault { Kind = FaultKind.HalfOpen, Protocol = FaultProtocol.Grpc, Times = 1 });

        var asked = setup.Client.GetAccountAsync(setup.Wallet.Address, Ct);
        time.Advance(TimeSpan.FromSeconds(5));

        var failure = await Assert.ThrowsAsync<AlloraException>(() => asked);
        Assert.Equal((AlloraErrorReason.Timeout, true, StatusCode.DeadlineExceeded), (failure.Reason, failure.IsTransient, failure.Status));
    }
}
