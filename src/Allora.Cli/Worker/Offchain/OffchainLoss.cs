using Allora.Cli.Documents;
using Allora.Cli.Worker.Http;

namespace Allora.Cli.Worker.Offchain;

/// <summary>lossFunctionParameters of a reputer.</summary>
internal sealed class OffchainLoss
{
    public OffchainLoss(FieldReader reputer, List<string> problems)
    {
        if (reputer.Map("lossFunctionParameters") is not { } fields)
            return;
        (Service, LabelsService) = (Address(fields, "LossFunctionService"), Address(fields, "LabeledLossFunctionService"));
        (Options, IsNeverNegative) = (fields.TextMap("LossMethodOptions"), fields.Flag("IsNeverNegative"));
        foreach (var (name, _) in fields.Unknown)
            problems.Add($"{DocumentNode.Below(fields.Path, name)} is not known: write LossFunctionService, LabeledLossFunctionService, LossMethodOptions or IsNeverNegative");
    }

    public string? Service { get; }

    public string? LabelsService { get; }

    public IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string>();

    public bool? IsNeverNegative { get; }

    private static string? Address(FieldReader fields, string name)
    {
        if (fields.Text(name) is not { Length: > 0 } address)
            return null;
        if (EndpointCheck.ServiceProblem(address) is { } wrong)
            fields.Problem(name, wrong);
        return address;
    }
}
