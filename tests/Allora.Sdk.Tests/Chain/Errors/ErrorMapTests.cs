using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Chain.Errors;

public class ErrorMapTests
{
    // Every row of the facts' tables of codes, and what they name beside them.
    [Theory]
    [InlineData("sdk", 2, AlloraErrorReason.WrongSchema, true)]
    [InlineData("sdk", 3, AlloraErrorReason.SequenceMismatch, true)]
    [InlineData("sdk", 4, AlloraErrorReason.SignatureRejected, false)]
    [InlineData("sdk", 5, AlloraErrorReason.InsufficientFunds, false)]
    [InlineData("sdk", 6, AlloraErrorReason.WrongSchema, true)]
    [InlineData("sdk", 7, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 8, AlloraErrorReason.WrongSigner, false)]
    [InlineData("sdk", 9, AlloraErrorReason.UnknownAccount, false)]
    [InlineData("sdk", 10, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 11, AlloraErrorReason.OutOfGas, true)]
    [InlineData("sdk", 12, AlloraErrorReason.MemoTooLarge, false)]
    [InlineData("sdk", 13, AlloraErrorReason.InsufficientFee, true)]
    [InlineData("sdk", 14, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 15, AlloraErrorReason.SignatureRejected, false)]
    [InlineData("sdk", 18, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 19, AlloraErrorReason.AlreadyKnown, false)]
    [InlineData("sdk", 20, AlloraErrorReason.MempoolFull, true)]
    [InlineData("sdk", 21, AlloraErrorReason.TxTooLarge, false)]
    [InlineData("sdk", 24, AlloraErrorReason.WrongSigner, false)]
    [InlineData("sdk", 26, AlloraErrorReason.NotSynced, true)]
    [InlineData("sdk", 28, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 29, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 30, AlloraErrorReason.WindowEnded, false)]
    [InlineData("sdk", 31, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 32, AlloraErrorReason.SequenceMismatch, true)]
    [InlineData("sdk", 34, AlloraErrorReason.WrongSchema, true)]
    [InlineData("sdk", 35, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 37, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 38, AlloraErrorReason.NoFeeGrant, false)]
    [InlineData("sdk", 41, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("sdk", 9999, AlloraErrorReason.Unknown, false)]
    [InlineData("feemarket", 1, AlloraErrorReason.InsufficientFee, true)]
    [InlineData("feegrant", 2, AlloraErrorReason.NoFeeGrant, false)]
    [InlineData("feegrant", 3, AlloraErrorReason.NoFeeGrant, false)]
    [InlineData("feegrant", 5, AlloraErrorReason.NoFeeGrant, false)]
    [InlineData("feegrant", 7, AlloraErrorReason.NoFeeGrant, false)]
    [InlineData("emissions", 6, AlloraErrorReason.UnknownTopic, false)]
    [InlineData("emissions", 7, AlloraErrorReason.AlreadyRegistered, false)]
    [InlineData("emissions", 8, AlloraErrorReason.AlreadyRegistered, false)]
    [InlineData("emissions", 10, AlloraErrorReason.NotRegistered, false)]
    [InlineData("emissions", 11, AlloraErrorReason.StakeTooSmall, false)]
    [InlineData("emissions", 13, AlloraErrorReason.NotRegistered, false)]
    [InlineData("emissions", 23, AlloraErrorReason.UnknownTopic, false)]
    [InlineData("emissions", 48, AlloraErrorReason.CannotPayRegistrationFee, false)]
    [InlineData("emissions", 52, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("emissions", 67, AlloraErrorReason.WindowNotOpen, true)]
    [InlineData("emissions", 68, AlloraErrorReason.WindowNotOpen, true)]
    [InlineData("emissions", 71, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("emissions", 73, AlloraErrorReason.CannotPayDataFee, false)]
    [InlineData("emissions", 75, AlloraErrorReason.NonceNotOpen, false)]
    [InlineData("emissions", 77, AlloraErrorReason.InvalidRequest, false)]
    [InlineData("emissions", 78, AlloraErrorReason.AlreadySubmitted, false)]
    [InlineData("emissions", 79, AlloraErrorReason.NoInferences, false)]
    [InlineData("emissions", 80, AlloraErrorReason.NoInferences, false)]
    [InlineData("emissions", 82, AlloraErrorReason.NotPermitted, false)]
    [InlineData("emissions", 83, AlloraErrorReason.NotPermitted, false)]
    [InlineData("emissions", 95, AlloraErrorReason.InvalidLabels, false)]
    [InlineData("emissions", 96, AlloraErrorReason.InvalidLabels, false)]
    [InlineData("emissions", 97, AlloraErrorReason.InvalidLabels, false)]
    [InlineData("emissions", 9999, AlloraErrorReason.Unknown, false)]
    [InlineData("bank", 32, AlloraErrorReason.Unknown, false)]
    public void A_pair_means_the_same_whatever_the_text_says(string codespace, uint code, AlloraErrorReason reason, bool transient)
    {
        string[] texts = ["", "inference already submitted", "account sequence mismatch, expected 1, got 2", "mempool is full"];

        Assert.All(texts, text =>
            Assert.Equal(new ChainError { Codespace = codespace, Code = code, Log = text, Reason = reason, IsTransient = transient }, ErrorMap.FromCode(codespace, code, text)));
    }

    [Theory]
    [InlineData("failed to execute message; message index: 0: Error planning inference admission: inference already submitted", AlloraErrorReason.AlreadySubmitted)]
    [InlineData("failed to execute message; message index: 0: Error appending forecast: forecast already submitted", AlloraErrorReason.AlreadySubmitted)]
    [InlineData("failed to execute message; message index: 0: reputer loss already submitted", AlloraErrorReason.AlreadySubmitted)]
    [InlineData("unable to get min gas price for denom uatom: error resolving denom: the only denom supported is uallo", AlloraErrorReason.WrongFeeDenom)]
    [InlineData("an inference already submitted elsewhere is no business of this one", AlloraErrorReason.Unknown)]
    [InlineData("something else", AlloraErrorReason.Unknown)]
    [InlineData("", AlloraErrorReason.Unknown)]
    public void Only_an_error_without_a_code_of_its_own_is_told_by_its_text(string text, AlloraErrorReason reason) =>
        Assert.Equal(new ChainError { Codespace = "undefined", Code = 1, Log = text, Reason = reason, IsTransient = false }, ErrorMap.FromCode("undefined", 1, text));

    [Fact]
    public void Code_0_is_no_error() => Assert.Null(ErrorMap.FromCode("", 0, ""));

    [Theory]
    [InlineData("sdk", 32, "account sequence mismatch, expected 26, got 33: incorrect account sequence", 26ul)]
    [InlineData("sdk", 32, "account sequence mismatch, expected 0, got 1: incorrect account sequence", 0ul)]
    [InlineData("sdk", 3, "account sequence mismatch, expected 18446744073709551615, got 1", ulong.MaxValue)]
    [InlineData("sdk", 32, "account sequence mismatch, expected 18446744073709551616, got 1", null)]
    [InlineData("sdk", 32, "account sequence mismatch", null)]
    [InlineData("sdk", 32, "expected -1", null)]
    [InlineData("sdk", 18, "expected 26, got 33", null)]
    public void The_expected_sequence_is_read(string codespace, uint code, string text, ulong? expected) =>
        Assert.Equal(expected, ErrorMap.ExpectedSequence(ErrorMap.FromCode(codespace, code, text)!));

    [Theory]
    [InlineData("error checking fee: got: 1uallo required: 3000000uallo, minGasPrice: 10.000000000000000000uallo, gas: 33565: insufficient fee", "3000000")]
    [InlineData("insufficient fees; got: 1uallo required: 50000000000000000000000uallo: insufficient fee", "50000000000000000000000")]
    [InlineData("insufficient fees; got: 1uallo required: 5uatom: insufficient fee", null)]
    [InlineData("insufficient fees; got: 1uallo required: : insufficient fee", null)]
    [InlineData("insufficient fees; got: 1uallo required: 7", null)]
    [InlineData("insufficient fee", null)]
    public void The_required_fee_is_read(string text, string? expected) =>
        Assert.Equal(
            expected is null ? null : UAllo.Parse(expected),
            ErrorMap.RequiredFee(ErrorMap.FromCode("sdk", 13, text)!));

    [Fact]
    public void A_fee_is_required_only_by_errors_about_fees() =>
        Assert.Null(ErrorMap.RequiredFee(ErrorMap.FromCode("sdk", 18, "required: 5uallo")!));

    [Fact]
    public void The_recorded_refusals_tell_sequence_and_fee()
    {
        Assert.Equal(26ul, ErrorMap.ExpectedSequence(Recorded("broadcast-sequence-too-high")));
        Assert.Equal(UAllo.Parse("3000000"), ErrorMap.RequiredFee(Recorded("broadcast-fee-too-low")));
        Assert.Null(ErrorMap.RequiredFee(Recorded("broadcast-fee-none")));
    }

    private static ChainError Recorded(string name)
    {
        var response = Replay.CapturedCall.Get(name).Response.GetProperty("txResponse");
        return ErrorMap.FromCode(
            response.GetProperty("codespace").GetString()!, response.GetProperty("code").GetUInt32(), response.GetProperty("rawLog").GetString()!)!;
    }
}
