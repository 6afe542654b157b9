using System.Numerics;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>Topics from their creation to their windows, with stake, money and lists.</summary>
public sealed class TopicLifeTests : IAsyncLifetime
{
    private static readonly TestWallet Creator = TestWallet.Default(0);
    private static readonly TestWallet Other = TestWallet.Default(1);
    private AlloraDevNet _devnet = null!;
    private TestClient _client = null!;
    private QueryService.QueryServiceClient _query = null!;

    public async ValueTask InitializeAsync()
    {
        _devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = DevNetGenesis.Default with { Parameters = new Dictionary<string, string> { ["remove_stake_delay_window"] = "3" } },
        });
        _client = new TestClient(_devnet.Grpc);
        _query = new QueryService.QueryServiceClient(_client.Invoker);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _devnet.DisposeAsync();
    }

    [Fact]
    public async Task A_new_topic_needs_stake_before_its_windows_open()
    {
        var id = _query.GetNextTopicId(new GetNextTopicIdRequest()).NextTopicId;
        await DoneAsync(Creator, new CreateNewTopicRequest
        {
            Creator = Creator.Address,
            Metadata = "new",
            LossMethod = "mse",
            EpochLength = 12,
            GroundTruthLag = 12,
            WorkerSubmissionWindow = 6,
            PNorm = "3",
            AlphaRegret = "0.1",
            Epsilon = "0.01",
            MeritSortitionAlpha = "0.1",
            ActiveInfererQuantile = "0.2",
            ActiveForecasterQuantile = "0.2",
            ActiveReputerQuantile = "0.2",
            CNorm = "0.75",
            TopicType = TopicType.Regression,
            OutputArity = TopicOutputArity.Single,
            MaxLabelsPerSubmission = 1,
        });
        Assert.Equal(("new", 12L), (Topic(id).Topic.Metadata, Topic(id).Topic.EpochLength));
        Assert.False(IsActive(id));
        await DoneAsync(Creator, new RegisterRequest { Sender = Creator.Address, TopicId = id, Owner = Creator.Address, IsReputer = true });
        await DoneAsync(Creator, new AddStakeRequest { Sender = Creator.Address, TopicId = id, Amount = "1000000000000000000" });
        // The fees of the creation and the registration are the topic's revenue already.
        Assert.True(IsActive(id));
        await DoneAsync(Creator, new FundTopicRequest { Sender = Creator.Address, TopicId = id, Amount = "1000000000000000000" });
        await _devnet.StepAsync(11);
        Assert.True(_query.GetWorkerSubmissionWindowStatus(new GetWorkerSubmissionWindowStatusRequest { TopicId = id }).IsOpen);
    }

    [Fact]
    public async Task Stake_leaves_after_its_delay_and_may_be_called_back()
    {
        var before = BigInteger.Parse(Topic(67).TopicStake, System.Globalization.CultureInfo.InvariantCulture);
        await DoneAsync(Creator, new RemoveStakeRequest { Sender = Creator.Address, TopicId = 67, Amount = "5" });
        await DoneAsync(Creator, new CancelRemoveStakeRequest { Sender = Creator.Address, TopicId = 67 });
        await _devnet.StepAsync(5);
        Assert.Equal(before.ToString(System.Globalization.CultureInfo.InvariantCulture), Topic(67).TopicStake);
        await DoneAsync(Other, new DelegateStakeRequest { Sender = Other.Address, TopicId = 67, Reputer = Creator.Address, Amount = "7" });
        await DoneAsync(Other, new RemoveDelegateStakeRequest { Sender = Other.Address, TopicId = 67, Reputer = Creator.Address, Amount = "3" });
        Assert.Equal((before + 7).ToString(System.Globalization.CultureInfo.InvariantCulture), Topic(67).TopicStake);
        var balance = _devnet.Balance(Other.Address);
        await _devnet.StepAsync(3);
        Assert.Equal((before + 4).ToString(System.Globalization.CultureInfo.InvariantCulture), Topic(67).TopicStake);
        Assert.Equal(balance + UAllo.Parse("3"), _devnet.Balance(Other.Address));
        var placed = _query.GetStakeFromDelegatorInTopicInReputer(new GetStakeFromDelegatorInTopicInReputerRequest
        {
            TopicId = 67,
            DelegatorAddress = Other.Address,
            ReputerAddress = Creator.Address,
        });
        Assert.Equal("4", placed.Amount);
    }

    [Fact]
    public async Task A_topic_s_list_is_its_creator_s_to_change_and_keeps_strangers_out()
    {
        var stranger = TestWallet.Of("stranger");
        await DoneAsync(Creator, new EnableTopicWorkerWhitelistRequest { Sender = Creator.Address, TopicId = 67 });
        Assert.False(CanSubmit(stranger));
        Assert.True(CanSubmit(Other));
        await DoneAsync(Creator, new BulkAddToTopicWorkerWhitelistRequest { Sender = Creator.Address, TopicId = 67, Addresses = { stranger.Address } });
        Assert.True(CanSubmit(stranger));
        await DoneAsync(Creator, new RemoveFromTopicWorkerWhitelistRequest { Sender = Creator.Address, TopicId = 67, Address = stranger.Address });
        Assert.False(CanSubmit(stranger));
        await DoneAsync(Creator, new AddToGlobalWorkerWhitelistRequest { Sender = Creator.Address, Address = stranger.Address });
        Assert.True(CanSubmit(stranger));
    }

    [Fact]
    public async Task Parameters_change_one_by_one()
    {
        var fees = new OptionalParams();
        fees.RegistrationFee.Add("12345");
        await DoneAsync(Creator, new UpdateParamsRequest { Sender = Creator.Address, Params = fees });
        var parameters = _query.GetParams(new GetParamsRequest()).Params;
        Assert.Equal(("12345", "10"), (parameters.RegistrationFee, parameters.DataSendingFee));
    }

    private async Task DoneAsync(TestWallet wallet, Google.Protobuf.IMessage message)
    {
        var included = await _client.IncludeAsync(_devnet, wallet, new TxPlan(message));
        Assert.Equal((0u, ""), (included.Code, included.RawLog));
    }

    private GetTopicResponse Topic(ulong id) => _query.GetTopic(new GetTopicRequest { TopicId = id });

    private bool IsActive(ulong id) => _query.IsTopicActive(new IsTopicActiveRequest { TopicId = id }).IsActive;

    private bool CanSubmit(TestWallet wallet) =>
        _query.CanSubmitWorkerPayload(new CanSubmitWorkerPayloadRequest { TopicId = 67, Address = wallet.Address }).CanSubmitWorkerPayload;
}
