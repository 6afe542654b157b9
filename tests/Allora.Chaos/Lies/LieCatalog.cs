using Google.Protobuf.Reflection;

namespace Allora.Chaos.Lies;

/// <summary>All cases of a seed: every single over gRPC v10, a tenth of them on the other faces, and pairs.</summary>
internal static class LieCatalog
{
    private const int PairCount = 500;
    private const int Share = 10;

    /// <summary>The cases in an order that the seed decides.</summary>
    public static async Task<IReadOnlyList<LieCase>> MakeAsync(int seed, LieTempo tempo, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        List<LieCase> cases = [];
        foreach (var face in Enum.GetValues<LieFace>())
        {
            var (always, atStart) = await ReadAsync(face, tempo, cancellationToken);
            var singles = always.SelectMany(LieValues.Of).Select(told => new LieCase([told], face))
                .Concat(atStart.SelectMany(LieValues.Of).Select(told => new LieCase([told], face) { NeedsStart = true })).ToArray();
            random.Shuffle(singles);
            cases.AddRange(face == LieFace.Grpc ? singles : singles.Take(singles.Length / Share));
            if (face == LieFace.Grpc)
                cases.AddRange(Pairs(singles, random));
        }

        var all = cases.ToArray();
        random.Shuffle(all);
        return all;
    }

    private static IEnumerable<LieCase> Pairs(LieCase[] singles, Random random)
    {
        for (var i = 0; i < PairCount; i++)
        {
            var (one, other) = (singles[random.Next(singles.Length)], singles[random.Next(singles.Length)]);
            yield return new LieCase([.. one.Lies, .. other.Lies], LieFace.Grpc) { NeedsStart = one.NeedsStart || other.NeedsStart };
        }
    }

    // An honest worker shows which values are served to it in every window, and which only after its start.
    private static async Task<(IReadOnlyList<LieField> Always, IReadOnlyList<LieField> AtStart)> ReadAsync(LieFace face, LieTempo tempo, CancellationToken cancellationToken)
    {
        await using var stand = await LieStand.StartAsync(face, tempo, cancellationToken);
        var methods = stand.DevNet.Nodes[0].Node.Router.Methods.ToDictionary(static method => method.FullName, static method => method.Descriptor, StringComparer.Ordinal);
        var everything = new LieField("", "", FieldType.Message);
        var seen = (await stand.CountAsync([everything], atStart: true, cancellationToken))[0].Told.Select(static hit => hit.Method)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        LieField[] fields = [.. seen.SelectMany(method => Of(face, methods, method)), .. Events(stand)];
        var atStart = await stand.CountAsync(fields, atStart: true, cancellationToken);
        var always = await stand.CountAsync(fields, atStart: false, cancellationToken);
        // A worker that finds another chain's name at its only endpoint when it starts has to end: that is not a case.
        return ([.. fields.Where((_, i) => always[i].Hits > 0)],
            [.. fields.Where((field, i) => always[i].Hits == 0 && atStart[i].Hits > 0 && !field.NamesChain)]);
    }

    private static IEnumerable<LieField> Of(LieFace face, Dictionary<string, MethodDescriptor> methods, string method)
    {
        if (methods.TryGetValue(method, out var descriptor))
        {
            IEnumerable<LieField> whole = [new(method, "", FieldType.Message), new(method, "header:x-cosmos-block-height", FieldType.Int64)];
            return whole.Concat(LieField.OfReply(descriptor));
        }

        // Of an RPC method no descriptor is known: its envelope and what a worker reads of every status.
        return face == LieFace.Rpc && !method.Contains('=', StringComparison.Ordinal)
            ? [new(method, "", FieldType.Message), new(method, "id", FieldType.String), new(method, "result", FieldType.Message), new(method, "result.response.height", FieldType.Int64), new(method, "result.response.value", FieldType.Bytes), new(method, "result.response.code", FieldType.UInt32)]
            : [];
    }

    private static IEnumerable<LieField> Events(LieStand stand)
    {
        var schema = stand.DevNet.Schema == Sdk.DevNet.Options.DevNetSchema.V9 ? Sdk.Protos.Emissions.V9.EventsReflection.Descriptor : Sdk.Protos.Emissions.V10.EventsReflection.Descriptor;
        IEnumerable<LieField> frame =
        [
            new("NewBlockEvents", "result.data.value.height", FieldType.Int64), new("NewBlockEvents", "result.data.value.events", FieldType.Message),
            new("NewBlockEvents", "result.data.value", FieldType.Message), new("NewBlockEvents", "result.data.type", FieldType.String),
            new("NewBlockEvents", "result.query", FieldType.String), new("NewBlockEvents", "id", FieldType.String), new("NewBlockEvents", "", FieldType.Message),
        ];
        // The frame's height, its shape, and every event that the chain knows: only what is served is told.
        return frame.Concat(schema.MessageTypes.Where(static type => type.Name.StartsWith("Event", StringComparison.Ordinal)).SelectMany(LieField.OfEvent));
    }
}
