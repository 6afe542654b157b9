using Allora.Sdk.Chain.Events;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Events.Signals;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Sending;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Events.Typed;

public class TypedEventStreamTests
{
    private const ulong Topic = DevNetSetup.SingleTopic;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Listeners_share_one_socket_and_each_gets_what_it_asked_for()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var all = setup.Client.Blocks.TypedEventsAsync(cancellationToken: Ct).GetAsyncEnumerator(Ct);
        var ofTopic = setup.Client.Blocks.TypedEventsAsync(Topic, cancellationToken: Ct).GetAsyncEnumerator(Ct);
        var opened = setup.Client.Blocks.TypedEventsAsync<EventWorkerSubmissionWindowOpened>(Topic, cancellationToken: Ct).GetAsyncEnumerator(Ct);
        var first = all.MoveNextAsync().AsTask();
        var second = ofTopic.MoveNextAsync().AsTask();
        var third = opened.MoveNextAsync().AsTask();

        await StepUntilAsync(setup, Task.WhenAll(first, second, third));

        Assert.Contains(all.Current.Raw.Type.Split('.')[0], new[] { "emissions", "mint" });
        Assert.Equal(Topic, ofTopic.Current.TopicId);
        Assert.Equal(Topic, opened.Current.TopicId);
        Assert.True(opened.Current.WindowEndBlock > opened.Current.NonceBlockHeight);
        await all.DisposeAsync();
        await ofTopic.DisposeAsync();
        await opened.DisposeAsync();
    }

    [Theory(Timeout = 120_000)]
    [InlineData(DevNetSchema.V10)]
    [InlineData(DevNetSchema.V9)]
    public async Task Events_of_transactions_come_in_their_place(DevNetSchema schema)
    {
        await using var setup = await DevNetSetup.StartAsync(DevNetGenesis.Default with { Schema = schema });
        await using var wallet = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 10_000 });
        var listening = FirstAsync(setup.Client.EventsAsync(Topic, cancellationToken: Ct), static typed => typed.Name == "EventFundTopic");
        var sending = wallet.SendAsync(AlloraMessage.FundTopic(Topic, UAllo.Parse("12")), Ct);

        await StepUntilAsync(setup, Task.WhenAll(listening, sending));

        var funded = await listening;
        var sent = (await sending).EnsureIncluded();
        Assert.Equal((sent.Hash, sent.Receipt!.Height), (funded.TransactionHash, funded.Height));
        Assert.Equal(funded.Message, sent.Receipt.ReadTypedEvents().Single(typed => typed.Name == "EventFundTopic").Message);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_listener_that_does_not_read_is_told_what_it_missed()
    {
        await using var setup = await DevNetSetup.StartAsync(options: new AlloraClientOptions { Events = new ChainEventStreamOptions { ListenerCapacity = 4 } });
        List<StreamGap> missed = [];
        var slow = setup.Client.Blocks.TypedEventsAsync(missed: missed.Add, cancellationToken: Ct).GetAsyncEnumerator(Ct);
        var next = slow.MoveNextAsync().AsTask();
        await StepUntilAsync(setup, next);
        var before = slow.Current.Height;
        var target = setup.Chain.Height + 40;
        await setup.Chain.StepAsync(40, Ct);
        while (setup.Client.Blocks.LatestHeight < target)
            await Task.Delay(5, Ct);

        while (slow.Current.Height == before)
            Assert.True(await slow.MoveNextAsync());

        var gap = Assert.Single(missed);
        Assert.True(gap.DroppedSignals > 0 && gap.NextHeight > before + 1, gap.ToString());
        await slow.DisposeAsync();
    }

    private static async Task<TypedEvent> FirstAsync(IAsyncEnumerable<TypedEvent> events, Func<TypedEvent, bool> wanted)
    {
        await foreach (var typed in events.WithCancellation(Ct))
        {
            if (wanted(typed))
                return typed;
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static async Task StepUntilAsync(DevNetSetup setup, Task done)
    {
        while (!setup.Client.Blocks.IsConnected)
            await Task.Delay(5, Ct);
        while (!done.IsCompleted)
        {
            await setup.Chain.StepAsync(cancellationToken: Ct);
            await Task.WhenAny(done, Task.Delay(20, Ct));
        }

        await done;
    }
}
