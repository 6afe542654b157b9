using System.Text.Json;
using Allora.Sdk.Chain.Errors;
using Allora.TestData;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Errors;

/// <summary>Every recorded refusal of a message has a reason that a program can act on.</summary>
public sealed class RecordedRefusalTests
{
    [Theory]
    [InlineData("topics-create-update.json")]
    [InlineData("messages-stake-whitelist.json")]
    [InlineData("v9-messages.json")]
    public void A_recorded_refusal_has_a_reason(string file)
    {
        var refused = Data.Capture(file).EnumerateArray().Where(static entry => entry.TryGetProperty("status", out _)).ToList();

        var unknown = refused.Where(static entry => Reason(entry) == AlloraErrorReason.Unknown).Select(static entry => entry.GetProperty("name").GetString());

        Assert.NotEmpty(refused);
        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("cancel-remove-none", AlloraErrorReason.NotFound)]
    [InlineData("remove-delegate-none", AlloraErrorReason.InsufficientFunds)]
    [InlineData("fund-topic-unknown", AlloraErrorReason.UnknownTopic)]
    [InlineData("register-unknown-topic", AlloraErrorReason.UnknownTopic)]
    [InlineData("add-stake-not-registered-1", AlloraErrorReason.NotRegistered)]
    [InlineData("AddToWhitelistAdminRequest-not-admin", AlloraErrorReason.NotPermitted)]
    [InlineData("EnableTopicReputerWhitelistRequest-not-creator", AlloraErrorReason.NotPermitted)]
    [InlineData("AddToTopicWorkerWhitelistRequest-unknown-topic", AlloraErrorReason.UnknownTopic)]
    [InlineData("AddToGlobalWhitelistRequest-bad-address", AlloraErrorReason.InvalidRequest)]
    public void The_reason_is_the_one_that_helps(string name, AlloraErrorReason reason) =>
        Assert.Equal(reason, Reason(Data.Capture("messages-stake-whitelist.json").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name)));

    private static AlloraErrorReason Reason(JsonElement entry)
    {
        var status = entry.GetProperty("status");
        var failure = new RpcException(new Status((StatusCode)status.GetProperty("value").GetInt32(), status.GetProperty("message").GetString()!));
        return StatusErrors.From(failure, "Simulate").Reason;
    }
}
