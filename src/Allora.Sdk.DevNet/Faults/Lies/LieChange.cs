namespace Allora.Sdk.DevNet.Faults.Lies;

/// <summary>What a lie does to the value at its path.</summary>
public enum LieChange
{
    /// <summary>The value becomes <see cref="Lie.Value"/>.</summary>
    Set,

    /// <summary>The value is left out: a field off the wire, a JSON member or header that is missing, an empty answer.</summary>
    Absent,

    /// <summary>Bytes or text that no reader of this field can parse.</summary>
    Garbage,

    /// <summary>The value of <see cref="Lie.Ago"/> blocks ago. Broadcasts and simulations have no earlier value and stay as they are.</summary>
    Stale,

    /// <summary>JSON only: a number in text becomes a number, a number becomes text.</summary>
    Retype,

    /// <summary>Nothing: the answer stays true and the hit is counted, which shows what a client reads.</summary>
    Keep,
}
