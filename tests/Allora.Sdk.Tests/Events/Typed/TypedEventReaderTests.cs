using System.Text;
using System.Text.Json;
using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Events;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Protos.Mint.V5;
using Allora.Sdk.Values;
using Allora.TestData;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Tests.Events.Typed;

public class TypedEventReaderTests
{
    private static readonly IReadOnlyList<TypedEvent> Captured =
    [
        .. Data.Capture("ws-epoch-with-losses.json").EnumerateArray()
            .SelectMany(static frame => BlockFrameEvents.Read(Encoding.UTF8.GetBytes(frame.Text("text")), HeightOf(frame.Text("text")))),
    ];

    public static TheoryData<string> EventTypes =>
    [
        .. ChainTypes.Services.Keys.Where(static name => name.EndsWith(".MsgService", StringComparison.Ordinal) && name.StartsWith("emissions", StringComparison.Ordinal))
            .SelectMany(static service => EventsOf(service.Split('.')[1])).Select(static type => type.FullName),
    ];

    [Fact]
    public void Every_event_of_a_recorded_epoch_is_a_message_with_all_that_its_attributes_say()
    {
        Assert.True(Captured.Count > 45, $"{Captured.Count} events");
        foreach (var typed in Captured.Where(static typed => typed.Name != BlockEmission.EventName))
        {
            Assert.True(typed.Message is not null, typed.Raw.Type);
            var written = JsonElement.Parse(WireToJson.Write(typed.Message.ToByteArray(), typed.Message.Descriptor));
            foreach (var (key, value) in typed.Raw.Attributes.Where(static attribute => attribute.Key != "mode"))
            {
                Assert.NotNull(typed.Message.Descriptor.FindFieldByName(key));
                var said = JsonElement.Parse(value);
                if (written.TryGetProperty(key, out var kept) && said.ValueKind is JsonValueKind.String)
                    Assert.Equal(said.ToString(), kept.ToString());
            }
        }
    }

    [Fact]
    public void Lists_and_matrices_of_decimals_are_kept_as_the_text_that_the_chain_wrote()
    {
        var bundle = Captured.Select(static typed => typed.Message).OfType<EventNetworkInferenceBundle>().First();
        Assert.Equal(("""["0.02"]""", """[["0.02"]]""", "[]"), (bundle.CombinedValue, bundle.InfererValues, bundle.OneOutInfererValues));
    }

    [Fact]
    public void The_rewards_of_a_recorded_epoch_are_read_with_their_fractions()
    {
        var settled = Captured.Select(RewardSettlement.From).OfType<RewardSettlement>().ToList();

        Assert.Equal([RewardedRole.Inferer, RewardedRole.Reputer], settled.Select(s => s.Role).Distinct().Order());
        var reputers = settled.First(s => s.Role == RewardedRole.Reputer && s.Rewards.Count > 0);
        Assert.Equal((2UL, 271L, 311L), (reputers.TopicId, reputers.Nonce, reputers.Height));
        Assert.Equal("109953702162760.1345580887117276736", reputers.Rewards[0].Value.ToString());
        Assert.Equal(UAllo.Parse("109953702162760"), reputers.PaidTo("allo125x237wf0ypee6y5whwg057yajqavxz9zm92uz"));
        Assert.Equal(UAllo.Zero, reputers.PaidTo("allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r"));
    }

    [Fact]
    public void What_the_mint_module_says_is_typed_too()
    {
        var info = Captured.Select(typed => typed.Message).OfType<QueryServiceEmissionInfoResponse>().First();
        var paid = Captured.Select(BlockEmission.From).OfType<BlockEmission>().First();

        Assert.Equal(("175925925925925", "250000000000000000"), (info.BlockEmission, info.ValidatorsPercent));
        Assert.Equal((271L, UAllo.Parse("32986111111111")), (paid.Height, paid.Amount));
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Every_event_of_both_versions_is_read_back(string name)
    {
        var type = ChainTypes.Messages.Find(name)!;
        var message = Filled(type, depth: 0);
        var json = JsonElement.Parse(WireToJson.Write(message.ToByteArray(), type));
        var raw = new ChainEvent
        {
            Type = name,
            Attributes = [.. json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetRawText())), new("mode", "EndBlock"), new("brand_new", "{\"a\":1}")],
        };

        var typed = TypedEventReader.Read(raw, 9, "AB");

        Assert.NotNull(typed);
        Assert.Equal(message, typed.Message);
        Assert.Equal((9L, "AB"), (typed.Height, typed.TransactionHash));
        Assert.Equal(type.FindFieldByName("topic_id") is not null || type.FindFieldByName("topic") is not null, typed.TopicId == 7);
    }

    [Fact]
    public void One_value_that_cannot_be_read_does_not_cost_the_event()
    {
        var raw = new ChainEvent
        {
            Type = "emissions.v10.EventAddStake",
            Attributes = [new("topic_id", "\"67\""), new("amount", "not json"), new("reputer", "{}"), new("delegator", "\"someone\"")],
        };

        var typed = TypedEventReader.Read(raw, 1)!;

        Assert.Equal(new EventAddStake { TopicId = 67, Delegator = "someone" }, typed.Message);
        Assert.Null(TypedEventReader.Read(raw with { Type = "transfer" }, 1));
        Assert.Null(TypedEventReader.Read(raw with { Type = "emissions.v99.EventAddStake" }, 1)!.Message);
    }

    private static IEnumerable<MessageDescriptor> EventsOf(string version) =>
        (version == "v9" ? Protos.Emissions.V9.EventsReflection.Descriptor : EventsReflection.Descriptor).MessageTypes
        .Where(static type => type.Name.StartsWith("Event", StringComparison.Ordinal));

    private static IMessage Filled(MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InFieldNumberOrder().Where(_ => depth < 4))
        {
            object? value = field.FieldType switch
            {
                FieldType.String => "text \"quoted\"",
                FieldType.Bytes => ByteString.CopyFromUtf8("bytes"),
                FieldType.Bool => true,
                FieldType.UInt64 => field.Name is "topic_id" or "id" ? 7UL : 12UL,
                FieldType.Int64 => -5L,
                FieldType.UInt32 => 4U,
                FieldType.Int32 => -4,
                FieldType.Message => Filled(field.MessageType, depth + 1),
                _ => null,
            };
            if (value is null)
                continue;
            if (field.IsRepeated)
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(value);
            else
                field.Accessor.SetValue(message, value);
        }

        return message;
    }

    private static long HeightOf(string frame) =>
        JsonElement.Parse(frame).GetProperty("result").GetProperty("data").GetProperty("value").Int64("height");
}
