namespace Allora.Sdk.Emissions;

/// <summary>The reason of an <see cref="EmissionsException"/>.</summary>
public enum EmissionsError
{
    /// <summary>A division by zero.</summary>
    DivisionByZero,

    /// <summary>An operand is not a number, or a function is not defined for it (the logarithm of 0, the root of a negative number).</summary>
    InvalidOperand,

    /// <summary>A result's exponent is beyond 100 000, or an integer amount has more than 256 bits.</summary>
    OutOfRange,

    /// <summary>A text is not a decimal number.</summary>
    InvalidText,

    /// <summary>A computation has no worker, reputer or value to work on; the chain gives up the step in the same situation.</summary>
    NothingToCompute,

    /// <summary>An input breaks a rule of the chain (labels, unity, sizes).</summary>
    RuleViolated,
}
