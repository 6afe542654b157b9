namespace Allora.Sdk.DevNet.Blocks;

/// <summary>One key and value of an event.</summary>
internal sealed record AbciAttribute(string Key, string Value);

/// <summary>What a block or a transaction tells the world. Typed events carry JSON in their values.</summary>
internal sealed record AbciEvent(string Type, IReadOnlyList<AbciAttribute> Attributes)
{
    public static AbciEvent Of(string type, params (string Key, string Value)[] attributes) =>
        new(type, [.. attributes.Select(static pair => new AbciAttribute(pair.Key, pair.Value))]);

    /// <summary>The same event with one more attribute at the end, as the chain adds msg_index and mode.</summary>
    public AbciEvent With(string key, string value) => new(Type, [.. Attributes, new AbciAttribute(key, value)]);
}
