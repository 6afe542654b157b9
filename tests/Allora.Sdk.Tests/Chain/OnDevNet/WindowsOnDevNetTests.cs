using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.Tests.Chain.OnDevNet;

/// <summary>A worker's whole path by hand, in both schemas.</summary>
public class WindowsOnDevNetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DevNetSchema.V9)]
    [InlineData(DevNetSchema.V10)]
    public async Task A_payload_is_submitted_within_its_window_and_never_twice(DevNetSchema speaks)
    {
        await using var setup = await DevNetSetup.StartAsync(new DevNetGenesis { Schema = speaks });
        var (client, address) = (setup.Client, setup.Wallet.Address);
        var schema = await client.Schemas.GetAsync(Ct);

        var register = schema.Payloads.Register(address, DevNetSetup.SingleTopic, address, reputer: false);
        var registered = await setup.IncludeAsync(await setup.SignAsync(register));
        var window = await setup.OpenWindowAsync();
        var payload = await setup.SignAsync(await setup.PayloadAsync(window.Nonce, "0.0123"), timeoutHeight: (ulong)window.End);
        bool? before = await client.HasSubmittedAsync(DevNetSetup.SingleTopic, address, window.Nonce, Ct);
        var simulated = await client.SimulateAsync(payload.Bytes, Ct);
        var receipt = await setup.IncludeAsync(payload);
        bool? after = await client.HasSubmittedAsync(DevNetSetup.SingleTopic, address, window.Nonce, Ct);
        var second = await setup.SignAsync(await setup.PayloadAsync(window.Nonce, "0.5"));
        var refused = await Assert.ThrowsAsync<AlloraException>(() => client.SimulateAsync(second.Bytes, Ct));

        Assert.Null(registered.Error);
        Assert.Equal((true, true, true, true), (window.IsRegistered, window.IsWhitelisted, window.IsTopicActive, window.CanInclude));
        Assert.Equal(setup.Chain.Height - 1, window.Height);
        Assert.Equal([window.Nonce], await client.GetOpenWorkerNoncesAsync(DevNetSetup.SingleTopic, Ct));
        Assert.Equal(speaks == DevNetSchema.V10 ? false : null, before);
        Assert.InRange(simulated.GasUsed, 50_000ul, 300_000ul);
        Assert.Null(receipt.Error);
        Assert.Contains(receipt.Events, one => one.Type == $"emissions.{schema.Name}.EventInsertInfererPayload");
        Assert.True(after);
        Assert.Equal((AlloraErrorReason.AlreadySubmitted, false), (refused.Reason, refused.IsTransient));
        Assert.Equal("0.0123", Assert.Single(setup.Chain.Submissions(DevNetSetup.SingleTopic, window.Nonce)).Values.Values.Single());
    }

    [Fact]
    public async Task A_closed_window_is_a_miss_and_tells_nothing_of_what_was_submitted()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var (client, address) = (setup.Client, setup.Wallet.Address);
        var schema = await client.Schemas.GetAsync(Ct);
        var register = schema.Payloads.Register(address, DevNetSetup.SingleTopic, address, reputer: false);
        await setup.IncludeAsync(await setup.SignAsync(register));
        var window = await setup.OpenWindowAsync();

        await setup.Chain.StepAsync((int)(window.End - window.Height), Ct);
        var late = await setup.SignAsync(await setup.PayloadAsync(window.Nonce, "0.1"));
        var refused = await Assert.ThrowsAsync<AlloraException>(() => client.SimulateAsync(late.Bytes, Ct));
        var closed = await client.GetWorkerWindowAsync(DevNetSetup.SingleTopic, address, Ct);

        Assert.Equal(("emissions", 75u, AlloraErrorReason.NonceNotOpen), (refused.ChainError?.Codespace, refused.ChainError?.Code, refused.Reason));
        Assert.Equal((false, false, 0), (closed.IsOpen, closed.CanInclude, closed.Nonce));
        Assert.True(closed.NextStart > closed.Height);
        Assert.Null(await client.HasSubmittedAsync(DevNetSetup.SingleTopic, address, window.Nonce, Ct));
    }

    [Fact]
    public async Task A_payload_in_the_other_schema_is_refused_as_such()
    {
        await using var setup = await DevNetSetup.StartAsync(new DevNetGenesis { Schema = DevNetSchema.V9, UpgradeAtHeight = 3 });
        var address = setup.Wallet.Address;
        var older = await setup.Client.Schemas.GetAsync(Ct);
        await setup.Chain.StepAsync(4, Ct);

        var registration = await setup.SignAsync(older.Payloads.Register(address, DevNetSetup.SingleTopic, address, reputer: false));
        var simulated = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.SimulateAsync(registration.Bytes, Ct));
        var sent = await setup.Client.BroadcastAsync(registration.Bytes, Ct);

        Assert.Equal((AlloraErrorReason.WrongSchema, true), (simulated.Reason, simulated.IsTransient));
        Assert.Equal(AlloraErrorReason.WrongSchema, sent.Error?.Reason);
    }
}
