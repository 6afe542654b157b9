using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Tests.Workers;

public sealed class RefusalPolicyTests
{
    // A refusal before a block costs nothing, so only what can never be mended ends a nonce early.
    [Theory]
    [InlineData(AlloraErrorReason.AlreadySubmitted, NextStep.AlreadySubmitted)]
    [InlineData(AlloraErrorReason.WindowEnded, NextStep.Missed)]
    [InlineData(AlloraErrorReason.NotRegistered, NextStep.Register)]
    [InlineData(AlloraErrorReason.InvalidLabels, NextStep.Reject)]
    [InlineData(AlloraErrorReason.InvalidRequest, NextStep.Reject)]
    [InlineData(AlloraErrorReason.NonceNotOpen, NextStep.TryAgain)]
    [InlineData(AlloraErrorReason.NotPermitted, NextStep.TryAgain)]
    [InlineData(AlloraErrorReason.InsufficientFunds, NextStep.TryAgain)]
    [InlineData(AlloraErrorReason.Transport, NextStep.TryAgain)]
    [InlineData(AlloraErrorReason.MempoolFull, NextStep.TryAgain)]
    [InlineData(AlloraErrorReason.Unknown, NextStep.TryAgain)]
    public void Free_refusals(AlloraErrorReason reason, object expected) =>
        Assert.Equal(expected, RefusalPolicy.AfterFreeRefusal(reason));

    // A failure in a block burned its fee: an unknown one is not paid for twice.
    [Theory]
    [InlineData(AlloraErrorReason.AlreadySubmitted, NextStep.AlreadySubmitted)]
    [InlineData(AlloraErrorReason.NonceNotOpen, NextStep.Missed)]
    [InlineData(AlloraErrorReason.OutOfGas, NextStep.TryAgain)]
    [InlineData(AlloraErrorReason.NotRegistered, NextStep.Register)]
    [InlineData(AlloraErrorReason.SignatureRejected, NextStep.Reject)]
    [InlineData(AlloraErrorReason.Unknown, NextStep.Reject)]
    public void Paid_failures(AlloraErrorReason reason, object expected) =>
        Assert.Equal(expected, RefusalPolicy.AfterPaidFailure(reason));
}
