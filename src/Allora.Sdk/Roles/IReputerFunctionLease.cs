namespace Allora.Sdk.Roles;

/// <summary>A reputer's function that exists only while it is used: its losses may need the scope in which it was created.</summary>
internal interface IReputerFunctionLease
{
    /// <summary>Lends the function until the answer is complete.</summary>
    ValueTask<TAnswer> UseAsync<TAnswer>(Func<IReputerFunction, ValueTask<TAnswer>> use);
}
