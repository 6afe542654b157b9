using Allora.Sdk.Encodings;
using Allora.Sdk.Roles;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Tests.Roles;

/// <summary>Which nonce of a reputer is eligible, by the chain's worked timelines: epoch 12, nonces 6, 18, 30, ...</summary>
public sealed class ReputerOrderRuleTests
{
    [Theory]
    [InlineData(18, 22, "6,18", 0, 0, 0)]
    [InlineData(18, 23, "6,18", 6, 42, 0)]
    [InlineData(18, 36, "6,18,30", 6, 42, 18)]
    [InlineData(18, 41, "30,18,6", 6, 42, 18)]
    [InlineData(18, 42, "18,30", 18, 54, 0)]
    [InlineData(18, 47, "18,30", 18, 54, 30)]
    [InlineData(12, 29, "6,18", 6, 30, 18)]
    [InlineData(12, 30, "18,30", 18, 42, 0)]
    // An inactive topic closes nothing: the nonce is past its last height, and its slot is still held.
    [InlineData(18, 42, "6,18", 0, 0, 18)]
    [InlineData(18, 42, "", 0, 0, 0)]
    public void The_oldest_nonce_that_is_not_closed_is_the_only_one(long lag, long height, string unclosed, long nonce, long end, long waiting)
    {
        var found = ReputerOrder.Of(Topic(12, lag), height, unclosed.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse));
        Assert.Equal(nonce == 0 ? null : new OpenWindow(nonce, end), found.Eligible);
        Assert.Equal(waiting, found.Waiting?.Nonce ?? 0);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(-1, 10)]
    [InlineData(12, -1)]
    public void An_impossible_topic_is_the_node_s_error(long epoch, long lag)
    {
        var wrong = Assert.Throws<AlloraException>(() => ReputerOrder.Of(Topic(epoch, lag), 100, [6]));
        Assert.Equal((AlloraErrorReason.Transport, true), (wrong.Reason, wrong.IsTransient));
    }

    [Fact]
    public void Extreme_numbers_do_not_overflow()
    {
        Assert.Equal((null, null), ReputerOrder.Of(Topic(long.MaxValue, long.MaxValue), 100, [6, long.MaxValue]));
        Assert.Equal(long.MaxValue, ReputerOrder.Of(Topic(long.MaxValue, 1), 100, [6]).Eligible?.End);
    }

    private static TopicInfo Topic(long epoch, long lag) => new()
    {
        Id = 67,
        Creator = "",
        Metadata = "",
        LossMethod = "mse",
        EpochLength = epoch,
        GroundTruthLag = lag,
        WorkerSubmissionWindow = 4,
        EpochLastEnded = 0,
        AllowNegative = true,
        IsMulti = false,
        RequireUnity = false,
        UnityTolerance = ChainDecimal.Zero,
        MaxLabels = 1,
        LabelWhitelist = [],
        LabelCaseSensitive = false,
        Schema = "emissions v10",
    };
}
