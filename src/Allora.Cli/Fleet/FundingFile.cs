using Allora.Cli.Documents;
using Allora.Cli.Running;
using Allora.Cli.Stores;
using Allora.Cli.Worker.Files;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Fleet;

/// <summary>The file of 'allora fleet fund'.</summary>
internal sealed record FundingFile
{
    /// <summary>The key that pays: a name of 'keys list', or a key file. Null: --from.</summary>
    public string? Treasury { get; private init; }

    /// <summary>The store of the treasury's journal. Null: files.</summary>
    public StoreAddress? Store { get; private init; }

    public UAllo Floor { get; private init; }

    public UAllo Target { get; private init; }

    public UAllo Ceiling { get; private init; }

    public UAllo DailyLimit { get; private init; }

    public TimeSpan? Interval { get; private init; }

    public IReadOnlyList<string> Wallets { get; private init; } = [];

    /// <summary>Keys of the wallets that are swept.</summary>
    public IReadOnlyList<string> Sweep { get; private init; } = [];

    public string? SweepTo { get; private init; }

    /// <exception cref="UsageException">Something in the file cannot be read; all errors are reported at once.</exception>
    public static FundingFile Read(string path) => OwnDocument.Read(path, static (root, problems) =>
    {
        var fields = new FieldReader(root, problems, StringComparison.Ordinal);
        var file = new FundingFile
        {
            Treasury = fields.Key("treasury"),
            Store = StoreField.Read(fields, problems),
            Floor = Required(fields, "floor"),
            Target = Required(fields, "target"),
            Ceiling = Required(fields, "ceiling"),
            DailyLimit = Required(fields, "daily_limit"),
            Interval = fields.Span("interval"),
            Wallets = fields.Texts("wallets"),
            Sweep = fields.Texts("sweep"),
            SweepTo = fields.Parsed("sweep_to", "an address that starts with allo1", static value => AlloraAddress.IsValid(value.Text) ? value.Text : null),
        };
        OwnEntries.Unknown(fields, problems);
        return file;
    });

    private static UAllo Required(FieldReader fields, string name)
    {
        if (fields.Find(name) is null)
            fields.Problem(name, "is missing: give an amount with its unit, such as 0.5allo");
        return fields.Amount(name) ?? UAllo.Zero;
    }
}
