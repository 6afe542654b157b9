using Allora.Cli.Documents;
using Allora.Sdk;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Allora.Sdk.Workers;

namespace Allora.Cli.Worker.Files;

/// <summary>Options of a worker of our own file other than its addresses: fallback, guards, auto_stake.</summary>
internal static class OwnOptions
{
    public static FallbackOptions Fallback(FieldReader entry, List<string> problems)
    {
        var options = new FallbackOptions();
        if (entry.Map("fallback") is not { } fields)
            return options;
        options.Policy = fields.Name<FallbackPolicy>("policy") ?? options.Policy;
        options.MaximumAge = fields.Span("maximum_age") ?? options.MaximumAge;
        options.Value = fields.Parsed("value", "a number", static value => IsNumber(value.Text) ? value.Text : null);
        foreach (var (label, value) in fields.TextMap("labels"))
        {
            if (!IsNumber(value))
                problems.Add($"{fields.PathOf("labels")}.{label} must be a number, not \"{SafeText.Value(value)}\"");
            options.Labels[label] = value;
        }

        if (options.Policy == FallbackPolicy.FixedValue && options.Value is null && options.Labels.Count == 0)
            problems.Add($"{fields.Path}: fixed_value needs a value, or labels with values");
        if (options.Policy != FallbackPolicy.FixedValue && (options.Value is not null || options.Labels.Count > 0))
            problems.Add($"{fields.Path}: a value is submitted with policy: fixed_value only; the policy is {(fields.Find("policy") is null ? "not set" : SafeText.Value(fields.Find("policy")!.Text))}");
        OwnEntries.Unknown(fields, problems);
        return options;
    }

    public static GuardOptions Guards(FieldReader entry, List<string> problems)
    {
        var options = new GuardOptions();
        if (entry.Map("guards") is not { } fields)
            return options;
        options.Zero = fields.Name<GuardAction>("zero") ?? options.Zero;
        options.Jump = fields.Name<GuardAction>("jump") ?? options.Jump;
        options.Network = fields.Name<GuardAction>("network") ?? options.Network;
        options.MaximumJump = fields.Number("maximum_jump", double.Epsilon, double.MaxValue);
        options.MaximumRelativeJump = fields.Number("maximum_relative_jump", double.Epsilon, double.MaxValue);
        options.JumpAge = fields.Span("jump_age") ?? options.JumpAge;
        options.ZScore = fields.Flag("z_score") ?? options.ZScore;
        if (options.Jump != GuardAction.Off && options.MaximumJump is null && options.MaximumRelativeJump is null)
            problems.Add($"{fields.Path}: the guard against jumps needs maximum_jump or maximum_relative_jump");
        if (options.Jump == GuardAction.Off && (options.MaximumJump ?? options.MaximumRelativeJump) is not null)
            problems.Add($"{fields.Path}: a limit is given, but jump is off: write jump: report or jump: refuse");
        OwnEntries.Unknown(fields, problems);
        return options;
    }

    public static AutoStakeOptions? AutoStake(FieldReader entry, List<string> problems)
    {
        if (entry.Map("auto_stake") is not { } fields)
            return null;
        var options = new AutoStakeOptions
        {
            Reputer = fields.Parsed("reputer", "an address that starts with allo1", static value => AlloraAddress.IsValid(value.Text) ? value.Text : null),
            Validator = fields.Parsed("validator", "an operator address that starts with allovaloper1", static value => AlloraAddress.IsValid(value.Text, "allovaloper") ? value.Text : null),
        };
        options.FeeReserve = fields.Amount("fee_reserve") ?? options.FeeReserve;
        options.MinimumAmount = fields.Amount("minimum_amount") ?? options.MinimumAmount;
        if (fields.Find("reputer") is null == fields.Find("validator") is null)
            problems.Add($"{fields.Path}: name either reputer or validator");
        OwnEntries.Unknown(fields, problems);
        return options;
    }

    private static bool IsNumber(string text) => Attempt.Refusal(() => ChainDecimal.Parse(text)) is null;
}
